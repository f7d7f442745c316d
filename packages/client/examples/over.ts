import {
  type AppRouter,
  type CallWrapper,
  type Client,
  type ClientCall,
  clientOver,
  withPages,
} from "@caretype/client";
import { createTRPCClient, httpLink } from "@trpc/client";

/** Returns a client that reports the duration of each call, also if it failed. */
export const timedClient = (caretype: Client, report: (call: ClientCall, ms: number) => void): Client =>
  clientOver(caretype, async (call, send) => {
    const start = performance.now();
    try {
      return await send(call);
    } finally {
      report(call, performance.now() - start);
    }
  });

/** Retries a query without an answer within two seconds, as another server may be faster. */
export const impatient: CallWrapper = (call, send) =>
  call.type === "query"
    ? send({ ...call, options: { ...call.options, timeoutMs: 2_000 } }).catch(() => send(call))
    : send(call);

/** The procedures, with `pages`, over your own links, without sessions, retries or idempotency keys. */
export const plainProcedures = (server: string) =>
  withPages(createTRPCClient<AppRouter>({ links: [httpLink({ url: `${server}/trpc` })] }));
