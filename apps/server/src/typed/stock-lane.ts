import { toDomainError } from "@caretype/api";
import type { AnyTRPCRouter } from "@trpc/server";
import { logFault } from "../plugin/errors.ts";
import { answerHeaders } from "./answer-headers.ts";
import type { TypedRequest } from "./fast-lane.ts";
import { largestBatch } from "./typed-calls.ts";

/** Answers any typed request by tRPC's own handler. */
export async function answerByStock(
  router: AnyTRPCRouter,
  { request, reply, path, context }: TypedRequest,
): Promise<undefined> {
  // Few calls are its, and the start does not wait for it.
  const { fastifyRequestHandler } = await import("@trpc/server/adapters/fastify");
  await fastifyRequestHandler({
    router,
    req: request,
    res: reply,
    path,
    maxBatchSize: largestBatch,
    // Clients send queries as POST, so that no patient's name lands in an address.
    allowMethodOverride: true,
    createContext: () => context,
    responseMeta: ({ errors }) => ({ headers: answerHeaders(errors, context.idempotency) }),
    onError: ({ error }) => logFault(request, toDomainError(error)),
  });
}
