import { appRouter, createCallerFactory, DomainError, toDomainError } from "@caretype/api";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { requestContext } from "../http/request-context.ts";
import { sendProblem, toProblem } from "./problem.ts";

const createCaller = createCallerFactory(appRouter);

/** Longer than any entity tag of ours. */
const maxTagLength = 200;

/** The entity tag that the client has, without quotation marks. */
function knownTag({ headers: { "if-none-match": sent } }: FastifyRequest): string | null {
  const tag = /^(?:W\/)?"([\w-]+)"$/.exec(sent?.trim() ?? "")?.[1] ?? null;
  return tag !== null && tag.length <= maxTagLength ? tag : null;
}

/**
 * Serves doctors' calendars to calendar programs, whose only credential is the secret link. Request logs have the
 * route's pattern only.
 */
async function calendarFeedsPlugin(app: FastifyInstance) {
  app.get<{ Params: { file: string } }>(
    "/api/calendar/:file",
    { config: { isData: true, calls: { kind: "query", count: 1, isQuick: false } } },
    (request, reply) => app.lifecycle.track(respond(request, reply)),
  );
}

async function respond(request: FastifyRequest<{ Params: { file: string } }>, reply: FastifyReply) {
  try {
    const { file } = request.params;
    if (!file.endsWith(".ics")) throw new DomainError("ROUTE_NOT_FOUND");
    const caller = createCaller(requestContext({ request, reply, idempotency: null }));
    const token = file.slice(0, -".ics".length);
    const { tag, calendar } = await caller.calendarFeed.read({ token, knownTag: knownTag(request) });
    // Only the calendar program may cache it, and must revalidate each time.
    reply.headers({ "cache-control": "private, no-cache", etag: `"${tag}"` });
    if (calendar === null) {
      reply.code(304);
      return undefined;
    }
    reply.type("text/calendar; charset=utf-8");
    return calendar;
  } catch (thrown) {
    const error = toDomainError(thrown);
    return sendProblem(reply, { problem: toProblem(error, { requestId: request.id }), error });
  }
}

export const calendarFeeds = fp(calendarFeedsPlugin, { name: "calendar-feeds" });
