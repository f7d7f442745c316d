import { toDomainError } from "@caretype/api";
import type { AnyTRPCRouter } from "@trpc/server";
import { fastifyRequestHandler } from "@trpc/server/adapters/fastify";
import type { FastifyReply, FastifyRequest } from "fastify";
import { logFault } from "../plugin/errors.ts";
import { requestContext } from "../request-context.ts";
import { answerHeaders } from "./answer-headers.ts";
import { largestBatch } from "./typed-calls.ts";

type Call = { request: FastifyRequest; reply: FastifyReply; path: string };

/** Answers any typed request by tRPC's own handler. */
export async function answerByStock(
  router: AnyTRPCRouter,
  { request, reply, path }: Call,
): Promise<undefined> {
  await fastifyRequestHandler({
    router,
    req: request,
    res: reply,
    path,
    maxBatchSize: largestBatch,
    // Clients send queries as POST, so that no patient's name lands in an address.
    allowMethodOverride: true,
    createContext: () => requestContext(request),
    responseMeta: ({ errors }) => ({ headers: answerHeaders(errors) }),
    onError: ({ error }) => logFault(request, toDomainError(error)),
  });
}
