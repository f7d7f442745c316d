import type { RequestContext } from "@caretype/api";
import type { AnyTRPCRouter } from "@trpc/server";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { TypedCalls } from "./typed-calls.ts";

/** One request in progress, with its calls. */
export type Exchange = {
  router: AnyTRPCRouter;
  request: FastifyRequest;
  reply: FastifyReply;
  calls: TypedCalls;
  context: RequestContext;
  signal: () => AbortSignal;
};
