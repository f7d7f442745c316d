import { toDomainError } from "@caretype/api";
import type { AnyTRPCRouter } from "@trpc/server";
import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import { keyOfOne, replayHeaders } from "../idempotency-keys.ts";
import { sendProblem } from "../plugin/errors.ts";
import { toProblem } from "../problem.ts";
import { requestContext } from "../request-context.ts";
import { answer, type Exchange } from "./answer.ts";
import { isRecord } from "./encode.ts";
import { type ReadInput, readInput, type WireRequest } from "./input.ts";
import { restRoutes } from "./route-table.ts";

/** Registers a Fastify route for each REST line of the router; the handler calls the procedure itself. */
async function restAdapterPlugin(app: FastifyInstance, { router }: { router: AnyTRPCRouter }) {
  for (const route of restRoutes(router)) {
    app.route({
      method: route.method,
      url: route.pattern.replace(/\{(\w+)\}/g, ":$1"),
      handler: (request, reply) => app.lifecycle.track(respond({ request, reply, route })),
    });
  }
}

export const restSurface = fp(restAdapterPlugin, { name: "rest", encapsulate: true });

async function respond(exchange: Exchange) {
  const { request, route } = exchange;
  const { procedure } = route;
  const ctx = requestContext(request, keyOfOne(request));
  let read: ReadInput | undefined;
  try {
    const output: unknown = await procedure.call({
      path: procedure.path,
      type: procedure.type,
      ctx,
      // Asked for once the caller is known to be allowed: a stranger is told that, and not what is wrong.
      getRawInput: async () => {
        read = readInput(wireRequest(exchange), route.shapes());
        return read.input;
      },
      signal: undefined,
      batchIndex: 0,
    });
    exchange.reply.headers(replayHeaders(ctx.idempotency));
    return answer(output, exchange);
  } catch (error) {
    exchange.reply.headers(replayHeaders(ctx.idempotency));
    return refuse(error, read, exchange);
  }
}

function wireRequest({ request, route }: Exchange): WireRequest {
  return {
    path: asRecord(request.params),
    query: asRecord(request.query),
    body: request.body,
    ifMatch: route.method === "GET" ? undefined : request.headers["if-match"],
  };
}

const asRecord = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});

/** Without a read input the error is of the reading, and names fields as they were sent already. */
function refuse(thrown: unknown, read: ReadInput | undefined, { request, reply, route }: Exchange) {
  const error = toDomainError(thrown);
  const sentIfMatch = read?.sentNames.get("expectedVersion") === "If-Match";
  const problem = toProblem(error, {
    requestId: request.id,
    status: error.code === "STALE_VERSION" && sentIfMatch ? 412 : undefined,
    ...(read && { ...route.shapes(), sentNames: read.sentNames }),
  });
  return sendProblem(request, reply, { problem, error });
}
