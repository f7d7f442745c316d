import { toDomainError } from "@caretype/api";
import type { AnyTRPCRouter } from "@trpc/server";
import type { FastifyReply } from "fastify";
import { positionHeaders } from "../http/database-position.ts";
import { logFault } from "../http/plugin/errors.ts";
import { answerHeaders } from "./answer-headers.ts";
import type { TypedRequest } from "./fast-path.ts";
import { largestBatch } from "./typed-calls.ts";

/** Answers any typed request with tRPC's own handler. */
export async function answerWithTrpc(
  router: AnyTRPCRouter,
  { request, reply, path, context }: TypedRequest,
): Promise<undefined> {
  // Loaded on demand: few calls need it, and it would slow the start.
  const procedures = path.split(",").map((name) => router._def.procedures[name]);
  const positions = () => positionHeaders({ context, procedures });
  const { fastifyRequestHandler } = await import("@trpc/server/adapters/fastify");
  await fastifyRequestHandler({
    router,
    req: request,
    res: asJson(reply, positions),
    path,
    maxBatchSize: largestBatch,
    // Clients send queries as POST, so that no patient's name is in a URL.
    allowMethodOverride: true,
    createContext: () => context,
    responseMeta: ({ errors, info }) => {
      const procedures = (info?.calls ?? []).map(({ path: name }) => router._def.procedures[name]);
      return { headers: answerHeaders({ errors, procedures, idempotency: context.idempotency }) };
    },
    onError: ({ error }) => logFault(request, toDomainError(error)),
  });
}

/**
 * Corrects the content type of early errors.
 * If tRPC refuses a request before it reads it, its JSON has no content type, and `Response` assumes plain text. tRPC
 * uses only `send` and `raw` of the reply.
 */
function asJson(reply: FastifyReply, moreHeaders: () => Promise<Record<string, string>>): FastifyReply {
  const send = async (response: Response) => {
    if (response.headers.get("content-type")?.startsWith("text/plain"))
      response.headers.set("content-type", "application/json");
    const more = response.status < 400 ? await moreHeaders() : {};
    for (const [name, value] of Object.entries(more)) response.headers.set(name, value);
    return reply.send(response);
  };
  return Object.assign(Object.create(reply), { send });
}
