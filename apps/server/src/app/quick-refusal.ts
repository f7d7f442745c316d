import { DomainError } from "@caretype/api";
import type { AnyTRPCRouter } from "@trpc/server";
import type { AdmissionOptions } from "../http/plugin/admission.ts";
import { headersOfData } from "../http/plugin/security-headers.ts";
import { limitChunks } from "../http/plugin/unread-bodies.ts";
import { refusalHeaders } from "../http/refusal.ts";
import { toProblem } from "../rest/problem.ts";
import { isTypedUrl, toTypedError } from "../typed/typed-error.ts";

/** The length of an id. */
const placeholder = "00000000-0000-0000-0000-000000000000";

/** All headers but the request's id, in Node's flat form: names and values in turn. */
type Prepared = { headers: readonly string[]; before: string; after: string };

function prepare(error: DomainError, type: "json" | "problem+json", body: unknown): Prepared {
  const text = JSON.stringify(body);
  const [before = "", after = ""] = text.split(placeholder);
  const headers = {
    ...headersOfData,
    ...refusalHeaders(error),
    "content-type": `application/${type}; charset=utf-8`,
    "content-length": String(Buffer.byteLength(text)),
  };
  return { headers: Object.entries(headers).flat(), before, after };
}

/**
 * Returns a function that answers `SERVICE_UNAVAILABLE` in the format of the requested surface. It skips Fastify's
 * further steps, which saves two thirds of the cost.
 */
export function createQuickRefusal(
  router: AnyTRPCRouter,
  corsOrigins: readonly string[],
): AdmissionOptions["refuse"] {
  const error = new DomainError("SERVICE_UNAVAILABLE", { retryAfterSeconds: 1 });
  const typed = prepare(error, "json", toTypedError(router, error, { requestId: placeholder }));
  const problem = prepare(error, "problem+json", toProblem(error, { requestId: placeholder }));
  const allowedOrigins = new Set(corsOrigins);
  return (reply) => {
    const { request } = reply;
    const { id, headers, server } = request;
    const { before, after, ...prepared } = isTypedUrl(request.raw.url) ? typed : problem;
    reply.hijack();
    limitChunks(request, reply);
    if (server.lifecycle.draining) reply.raw.shouldKeepAlive = false;
    const origin = headers.origin !== undefined && allowedOrigins.has(headers.origin) ? headers.origin : null;
    reply.raw.writeHead(503, [
      ...prepared.headers,
      "x-request-id",
      id,
      ...(origin === null ? [] : headersForOrigin(origin)),
    ]);
    reply.raw.end(before + id + after);
  };
}

/** As `@fastify/cors` sends them. */
const headersForOrigin = (origin: string) => [
  "access-control-allow-origin",
  origin,
  "access-control-expose-headers",
  "retry-after, x-request-id",
  "vary",
  "Origin",
];
