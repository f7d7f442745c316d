import { DomainError, type ErrorCode, errorDefinitions, toDomainError } from "@caretype/api";
import { ClientLeft } from "@caretype/db";
import type { AnyTRPCRouter } from "@trpc/server";
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from "fastify";
import fp from "fastify-plugin";
import { FaultLog } from "../../log/fault-log.ts";
import { inWireNames } from "../../rest/names.ts";
import { isTypedUrl, toTypedError } from "../../typed/typed-error.ts";
import { type Problem, toProblem } from "../problem.ts";

declare module "fastify" {
  interface FastifyInstance {
    faults: FaultLog;
  }
}

/**
 * Maps the status of Fastify's own errors, and of its static files, to a code.
 * Their messages quote the request, so only the status is used.
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

/** Returns the headers of a refusal, for typed calls and REST. */
export function refusalHeaders({ code, details }: DomainError): Record<string, string> {
  const { status } = errorDefinitions[code];
  return {
    ...(status === 401 && { "www-authenticate": "Bearer" }),
    ...((status === 429 || status === 503) && { "retry-after": String(details.retryAfterSeconds ?? 1) }),
  };
}

export function logFault(request: FastifyRequest, error: DomainError): void {
  if (errorDefinitions[error.code].status < 500 || error.cause instanceof ClientLeft) return;
  request.server.faults.report(request.log, {
    error: error.cause ?? error,
    text: "failed",
    level: error.code === "INTERNAL" ? "error" : "warn",
    fields: { code: error.code },
  });
}

/** `as`: the answer of a dialect, in place of the problem. */
type Refusal = { problem: Problem; error: DomainError; as?: { status: number; body: object } };

export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  { problem, error, as }: Refusal,
): FastifyReply {
  logFault(request, error);
  return reply
    .code(as?.status ?? problem.status)
    .headers({
      ...refusalHeaders(error),
      "content-type": `application/${as ? "json" : "problem+json"}; charset=utf-8`,
      "cache-control": "no-store",
    })
    .send(JSON.stringify(as?.body ?? problem));
}

/** Sends any error in the format of the requested surface: typed or REST. */
export function sendError(
  router: AnyTRPCRouter,
  thrown: unknown,
  { request, reply }: Exchange,
): FastifyReply {
  const error = fromAnything(thrown);
  reply.header("x-request-id", request.id);
  const { url = "" } = request.raw;
  if (!isTypedUrl(url)) {
    const problem = toProblem(error, { requestId: request.id });
    const { dialects, dialect } = request.server.services;
    const refuse = dialects[dialect ?? "none"]?.refuserAt(url);
    return sendProblem(request, reply, {
      problem,
      error,
      ...(refuse && { as: refuse({ error, sentence: inWireNames(error.message), problem, request }) }),
    });
  }
  logFault(request, error);
  return reply
    .code(errorDefinitions[error.code].status)
    .headers({
      ...refusalHeaders(error),
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
    })
    .send(JSON.stringify(toTypedError(router, error, { requestId: request.id })));
}

export type Exchange = { request: FastifyRequest; reply: FastifyReply };

const methods: HTTPMethods[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

/** Returns the methods that a path supports. Empty for an unknown path. */
export function allowedMethods(app: FastifyInstance, url: string): HTTPMethods[] {
  return methods.filter((method) => app.findRoute({ method, url }) !== null);
}

async function errorsPlugin(app: FastifyInstance, { router }: { router: AnyTRPCRouter }) {
  const faults = new FaultLog();
  app.decorate("faults", faults);
  app.addHook("onClose", async () => faults.close());
  app.setErrorHandler((thrown, request, reply) => sendError(router, thrown, { request, reply }));
  app.setNotFoundHandler((request, reply) => {
    const allowed = allowedMethods(app, request.raw.url ?? "/");
    // A route may support the method and still find nothing: a file that does not exist.
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
