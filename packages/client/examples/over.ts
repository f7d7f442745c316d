import {
  type AppRouter,
  type CallWrapper,
  type Client,
  type ClientCall,
  clientOver,
  withPages,
} from "@caretype/client";
import { createTRPCClient, httpLink } from "@trpc/client";

/** Returns a client that tells how long each call took, also if it failed. */
export const timedClient = (caretype: Client, report: (call: ClientCall, ms: number) => void): Client =>
  clientOver(caretype, async (call, send) => {
    const start = performance.now();
    try {
      return await send(call);
    } finally {
      report(call, performance.now() - start);
    }
  });

/** Repeats a query without an answer within two seconds, as another server may be quicker. */
export const impatient: CallWrapper = (call, send) =>
  call.type === "query"
    ? send({ ...call, options: { ...call.options, timeoutMs: 2_000 } }).catch(() => send(call))
    : send(call);

/** The procedures, with `pages`, over links of your own: there are no sessions, retries or idempotency keys. */
export const plainProcedures = (server: string) =>
  withPages(createTRPCClient<AppRouter>({ links: [httpLink({ url: `${server}/trpc` })] }));
