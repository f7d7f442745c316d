import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { clientRequestId } from "../request-context.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Names of the called procedures, without names that do not exist. */
    procedures: readonly string[] | null;
    /** The request's span, and its ids for the log. Null if the request is not traced. */
    trace: { parent: unknown; ids: Record<string, string> } | null;
  }
}

/**
 * Logs one line per request, with the route's pattern.
 * Never the URL, which may name a patient.
 */
export function logRequest(request: FastifyRequest, reply: FastifyReply): void {
  const { url: route = null } = request.routeOptions;
  const clientsId = clientRequestId(request);
  // A load balancer asks every few seconds, so only failures are logged.
  const isRoutine = route?.startsWith("/health/") && reply.statusCode < 400;
  request.log[isRoutine ? "debug" : "info"](
    {
      method: request.method,
      route,
      ...(request.procedures && { procedures: request.procedures }),
      ...(clientsId !== null && { clientRequestId: clientsId }),
      // Null if the client left before the response began.
      status: reply.raw.headersSent ? reply.statusCode : null,
      ...request.trace?.ids,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ...(!reply.raw.writableEnded && { clientGone: true }),
    },
    "request",
  );
}

async function requestLogPlugin(app: FastifyInstance) {
  app.decorateRequest("procedures", null);
  app.decorateRequest("trace", null);
  app.addHook("onRequest", (request, reply, done) => {
    reply.header("x-request-id", request.id);
    // Not `onResponse`, which is not called if the client has left before the response.
    reply.raw.on("close", () => logRequest(request, reply));
    done();
  });
}

export const requestLog = fp(requestLogPlugin, { name: "request-log" });
