import type { ServerResponse } from "node:http";
import type { RequestContext } from "@caretype/api";
import { type AnyTRPCProcedure, type AnyTRPCRouter, initTRPC } from "@trpc/server";
import type { FastifyReply, FastifyRequest } from "fastify";
import { answer } from "./answer.ts";
import { type ProcedureTable, readCalls } from "./typed-calls.ts";

/** A request to the typed surface. */
export type TypedRequest = {
  request: FastifyRequest;
  reply: FastifyReply;
  path: string;
  context: RequestContext;
};

/**
 * Prepares the reply and resolves to its body.
 * Returns null for a request that it does not handle.
 */
type FastPath = (call: TypedRequest) => Promise<string> | null;

/**
 * Implements tRPC's protocol for plain queries and mutations.
 * It avoids the web `Request`, `Response` and streams that tRPC's own handler creates for each call. That handler
 * takes all other requests, and a test compares the two.
 */
export function createFastPath(router: AnyTRPCRouter): FastPath {
  const { procedures, lazy, _config } = router._def;
  // Inputs and outputs pass through unchanged, which is right only for tRPC's default transformer.
  if (_config.transformer !== initTRPC.create()._config.transformer) return () => null;
  const table: ProcedureTable = {
    byName: new Map(Object.entries<AnyTRPCProcedure>(procedures)),
    isWhole: Object.keys(lazy).length === 0,
  };
  return ({ request, reply, path, context }) => {
    const calls = readCalls(request, path, table);
    if (!calls) return null;
    return answer({ router, request, reply, calls, context, signal: signalOf(reply) });
  };
}

/**
 * Aborts if the client is gone before its answer.
 * Created on demand, because few procedures use it.
 */
function signalOf({ raw }: FastifyReply): () => AbortSignal {
  let signal: AbortSignal | undefined;
  return () => (signal ??= abortedWithClient(raw));
}

function abortedWithClient(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  const abortUnlessEnded = () => {
    if (!response.writableEnded) controller.abort();
  };
  if (response.closed) abortUnlessEnded();
  else response.once("close", abortUnlessEnded);
  return controller.signal;
}
