import { type DomainError, errorDefinitions } from "@caretype/api";
import { ClientLeft } from "@caretype/db";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { FaultLog } from "../log/fault-log.ts";

declare module "fastify" {
  interface FastifyInstance {
    faults: FaultLog;
  }
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

type Refusal = { error: DomainError; status: number; type: "json" | "problem+json"; body: object };

/** Answers an error in the format of a surface, and logs it if it is a fault. */
export function sendRefusal(reply: FastifyReply, { error, status, type, body }: Refusal): FastifyReply {
  logFault(reply.request, error);
  return reply
    .code(status)
    .headers({
      ...refusalHeaders(error),
      "content-type": `application/${type}; charset=utf-8`,
      "cache-control": "no-store",
    })
    .send(JSON.stringify(body));
}
