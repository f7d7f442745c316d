import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { clientRequestId } from "../request-context.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Names of the procedures that were called: of ours only, never what else a client wrote there. */
    procedures: readonly string[] | null;
  }
}

/** One line a request: the route's pattern, never the address, which may name a patient. */
export function logRequest(request: FastifyRequest, reply: FastifyReply): void {
  const { url: route = null } = request.routeOptions;
  const clientsId = clientRequestId(request);
  // A balancer asks every few seconds, and only a refusal is news.
  const isRoutine = route?.startsWith("/health/") && reply.statusCode < 400;
  request.log[isRoutine ? "debug" : "info"](
    {
      method: request.method,
      route,
      ...(request.procedures && { procedures: request.procedures }),
      ...(clientsId !== null && { clientRequestId: clientsId }),
      // Nothing was answered to a client that has gone before the answer began.
      status: reply.raw.headersSent ? reply.statusCode : null,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ...(!reply.raw.writableEnded && { clientGone: true }),
    },
    "request",
  );
}

async function requestLogPlugin(app: FastifyInstance) {
  app.decorateRequest("procedures", null);
  app.addHook("onRequest", (request, reply, done) => {
    reply.header("x-request-id", request.id);
    // Not `onResponse`: there is no response when the client has gone before it.
    reply.raw.on("close", () => logRequest(request, reply));
    done();
  });
}

export const requestLog = fp(requestLogPlugin, { name: "request-log" });
