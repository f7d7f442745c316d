import { toDomainError } from "@caretype/api";
import type { AnyTRPCRouter } from "@trpc/server";
import type { FastifyReply } from "fastify";
import { logFault } from "../http/plugin/errors.ts";
import { answerHeaders } from "./answer-headers.ts";
import type { TypedRequest } from "./fast-path.ts";
import { largestBatch } from "./typed-calls.ts";

/** Answers any typed request by tRPC's own handler. */
export async function answerWithTrpc(
  router: AnyTRPCRouter,
  { request, reply, path, context }: TypedRequest,
): Promise<undefined> {
  // Few calls are its, and the start does not wait for it.
  const { fastifyRequestHandler } = await import("@trpc/server/adapters/fastify");
  await fastifyRequestHandler({
    router,
    req: request,
    res: asJson(reply),
    path,
    maxBatchSize: largestBatch,
    // Clients send queries as POST, so that no patient's name lands in an address.
    allowMethodOverride: true,
    createContext: () => context,
    responseMeta: ({ errors }) => ({ headers: answerHeaders(errors, context.idempotency) }),
    onError: ({ error }) => logFault(request, toDomainError(error)),
  });
}

/**
 * Where tRPC refuses a request before it knows what is asked for, it names no type for its JSON, which a `Response` then
 * takes for plain text. Of the reply it uses `send` and `raw`.
 */
function asJson(reply: FastifyReply): FastifyReply {
  const send = (response: Response) => {
    if (response.headers.get("content-type")?.startsWith("text/plain"))
      response.headers.set("content-type", "application/json");
    return reply.send(response);
  };
  return Object.assign(Object.create(reply), { send });
}
