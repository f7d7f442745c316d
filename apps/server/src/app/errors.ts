import { DomainError, type ErrorCode, errorDefinitions, toDomainError } from "@caretype/api";
import type { AnyTRPCRouter } from "@trpc/server";
import type { FastifyInstance, FastifyReply, HTTPMethods } from "fastify";
import fp from "fastify-plugin";
import { sendRefusal } from "../http/refusal.ts";
import { FaultLog } from "../log/fault-log.ts";
import { inWireNames } from "../rest/names.ts";
import { sendProblem, toProblem } from "../rest/problem.ts";
import { isTypedUrl, toTypedError } from "../typed/typed-error.ts";

/**
 * Maps the status of errors of Fastify and its static files to a code. Their messages quote the request, so only the
 * status is used.
 */
const frameworkCodes: Record<number, ErrorCode> = {
  400: "MALFORMED_REQUEST",
  403: "ROUTE_NOT_FOUND",
  404: "ROUTE_NOT_FOUND",
  405: "METHOD_NOT_ALLOWED",
  408: "MALFORMED_REQUEST",
  412: "MALFORMED_REQUEST",
  413: "PAYLOAD_TOO_LARGE",
  414: "URI_TOO_LONG",
  415: "UNSUPPORTED_MEDIA_TYPE",
  416: "MALFORMED_REQUEST",
  503: "SERVICE_UNAVAILABLE",
};

function fromAnything(thrown: unknown): DomainError {
  const status: unknown = thrown instanceof Error ? Reflect.get(thrown, "statusCode") : undefined;
  const code = typeof status === "number" ? frameworkCodes[status] : undefined;
  return code ? new DomainError(code, { cause: thrown }) : toDomainError(thrown);
}

/** Sends any error in the format of the requested surface: typed or REST. */
export function sendError(router: AnyTRPCRouter, thrown: unknown, reply: FastifyReply): FastifyReply {
  const error = fromAnything(thrown);
  const { request } = reply;
  const { id: requestId } = request;
  reply.header("x-request-id", requestId);
  const { url = "" } = request.raw;
  if (isTypedUrl(url)) {
    const { status } = errorDefinitions[error.code];
    return sendRefusal(reply, {
      error,
      status,
      type: "json",
      body: toTypedError(router, error, { requestId }),
    });
  }
  const problem = toProblem(error, { requestId });
  const { dialects, dialect } = request.server.services;
  const refuse = dialects[dialect ?? "none"]?.refuserAt(url);
  const as = refuse?.({ error, sentence: inWireNames(error.message), problem, request });
  return sendProblem(reply, { problem, error, as });
}

const methods: HTTPMethods[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

/** Returns the methods that a path supports. Empty for an unknown path. */
function allowedMethods(app: FastifyInstance, url: string): HTTPMethods[] {
  return methods.filter((method) => app.findRoute({ method, url }) !== null);
}

async function errorsPlugin(app: FastifyInstance, { router }: { router: AnyTRPCRouter }) {
  const faults = new FaultLog();
  app.decorate("faults", faults);
  app.addHook("onClose", async () => faults.close());
  app.setErrorHandler((thrown, _request, reply) => sendError(router, thrown, reply));
  app.setNotFoundHandler((request, reply) => {
    const allowed = allowedMethods(app, request.raw.url ?? "/");
    // A route may support the method and still find nothing, such as a missing file.
    if (allowed.length === 0 || allowed.some((method) => method === request.method)) {
      const page = app.consolePage(request, reply);
      if (page) return page;
      throw new DomainError("ROUTE_NOT_FOUND");
    }
    reply.header("allow", [...allowed, "OPTIONS"].join(", "));
    if (request.method === "OPTIONS") return reply.code(204).send();
    throw new DomainError("METHOD_NOT_ALLOWED");
  });
}

export const errors = fp(errorsPlugin, { name: "errors" });
