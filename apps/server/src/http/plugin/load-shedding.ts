import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { DomainError } from "@caretype/api";
import type { AnyTRPCRouter } from "@trpc/server";
import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import { toTypedError, typedPrefix } from "../../typed/typed-error.ts";
import { minLimitedBytes } from "../chunk-limiter.ts";
import { Overload, type OverloadReason } from "../overload.ts";
import { toProblem } from "../problem.ts";
import { refusalHeaders } from "./errors.ts";
import { headersOfData } from "./security-headers.ts";

/** A request that was refused before its body was read. */
export type ShedRequest = { surface: "rest" | "typed"; reason: OverloadReason };

declare module "fastify" {
  interface FastifyRequest {
    /** Refused because of overload. Its line in the log would only add to it. */
    isShed: boolean;
  }
}

const causes: Record<OverloadReason, string> = {
  event_loop: "The event loop is late.",
  database: "Reads wait too long for the database.",
};

/** One error for all refusals: collecting a stack for each costs more than the answer. */
const createRefusal = (reason: OverloadReason) =>
  new DomainError("SERVICE_UNAVAILABLE", { retryAfterSeconds: 1, cause: new Error(causes[reason]) });

/** Only calls are refused. Health checks, the documents and the console's pages are always answered. */
function surfaceOf(url: string): ShedRequest["surface"] | undefined {
  if (url.startsWith("/api/")) return "rest";
  return url.startsWith(`${typedPrefix}/`) ? "typed" : undefined;
}

type Options = { router: AnyTRPCRouter; onShed: ((shed: ShedRequest) => void) | undefined };

/**
 * Refuses calls while more are in progress than can be answered soon, so that the accepted ones are.
 * `@fastify/under-pressure` decides for a whole interval, by default a second, and refuses health checks and quiet
 * servers alike. In that time, far too many calls are accepted.
 */
async function loadSheddingPlugin(app: FastifyInstance, { router, onShed }: Options) {
  const overload = new Overload(() => app.services.database.ping());
  const refusals = { event_loop: createRefusal("event_loop"), database: createRefusal("database") };
  const findRefusal = (url = "/") => {
    const reason = overload.reason(app.lifecycle.openResponses);
    const surface = reason && surfaceOf(url);
    if (!reason || !surface) return undefined;
    onShed?.({ surface, reason });
    return { surface, error: refusals[reason] };
  };
  app.decorateRequest("isShed", false);
  app.addHook("onRequest", (request, _reply, done) => {
    const refusal = findRefusal(request.raw.url);
    request.isShed = refusal !== undefined;
    done(refusal?.error);
  });
  // Most refusals skip Fastify, whose hooks would cost a quarter of an accepted call.
  app.server.removeAllListeners("request");
  app.server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const refusal = isPlain(request) && !app.lifecycle.draining ? findRefusal(request.url) : undefined;
    if (!refusal) return app.routing(request, response);
    const { surface, error } = refusal;
    app.faults.report(app.log, { error, text: "overloaded", level: "warn" });
    const requestId = randomUUID();
    const isTyped = surface === "typed";
    response.writeHead(503, {
      ...headersOfData,
      ...refusalHeaders(error),
      "content-type": `application/${isTyped ? "json" : "problem+json"}; charset=utf-8`,
      "x-request-id": requestId,
    });
    response.end(
      JSON.stringify(isTyped ? toTypedError(router, error, requestId) : toProblem(error, { requestId })),
    );
  });
}

/** No page of another origin, which needs further headers, and no body that Node should not read to its end. */
const isPlain = ({ headers }: IncomingMessage) =>
  headers.origin === undefined &&
  headers["transfer-encoding"] === undefined &&
  Number(headers["content-length"] ?? 0) < minLimitedBytes;

export const loadShedding = fp(loadSheddingPlugin, { name: "load-shedding", dependencies: ["lifecycle"] });
