import type { FastifyReply, FastifyRequest } from "fastify";
import { varyBy } from "../http/accept-header.ts";
import { addLink } from "../http/deprecation-headers.ts";
import { csvContentType, csvDisposition, prefersCsv, rowsAtOnce, toCsv } from "./csv.ts";
import { encode, isRecord } from "./encode.ts";
import type { RestRoute } from "./route-table.ts";

/**
 * Returns the body for a procedure's output, or a promise of it, and sets the reply's status and headers. The body is
 * returned, not sent: after a handler that sends, Fastify waits until the response has ended.
 */
export function answer(output: unknown, { request, reply, route, isOnlyJson = false }: Exchange): unknown {
  const { status, csv } = route.procedure.rest;
  const shapes = route.shapes();
  if (output === undefined || status === 204) {
    reply.code(204);
    return undefined;
  }
  reply.code(status);
  if (shapes.page && isRecord(output) && Array.isArray(output.items)) {
    const { items, nextCursor, previousCursor, resumeCursor, similar, archivedBefore, skipped } = output;
    if (typeof nextCursor === "string") addLink(reply, pageLink(request.url, nextCursor, "next"));
    if (typeof previousCursor === "string") addLink(reply, pageLink(request.url, previousCursor, "prev"));
    if (typeof resumeCursor === "string") reply.header("resume-cursor", resumeCursor);
    if (similar === true) reply.header("similar", "true");
    if (typeof archivedBefore === "string") reply.header("archived-before", archivedBefore);
    if (Array.isArray(skipped) && skipped.length > 0)
      reply.header("skipped", skipped.map(({ date }) => String(date)).join(", "));
    const { page } = shapes;
    if (csv && !isOnlyJson) {
      varyBy(reply, "Accept");
      if (prefersCsv(request.headers.accept)) {
        reply.type(csvContentType).header("content-disposition", csvDisposition(route.pattern));
        const write = () => toCsv(page, items);
        // Encoding takes longer than reading the page, so it gets its own turn of the event loop.
        return items.length > rowsAtOnce
          ? request.server.services.longReads.run({ practiceId: "CSV" }, write)
          : write();
      }
    }
    return items.map((item) => encode(page, item));
  }
  if (isRecord(output)) {
    if (typeof output.version === "number") reply.header("etag", `"${output.version}"`);
    const { id } = output;
    if (status === 201 && route.locationBase !== null && typeof id === "string") {
      reply.header("location", `/api${route.locationBase}/${encodeURIComponent(id)}`);
    }
  }
  return encode(shapes.output, output);
}

export type Exchange = {
  request: FastifyRequest;
  reply: FastifyReply;
  route: RestRoute;
  /** A dialect has no CSV. */
  isOnlyJson?: boolean;
};

/**
 * The same URL with the cursor of another page.
 * Relative, because the server does not know its host behind a proxy.
 */
function pageLink(requestUrl: string, cursor: string, rel: "next" | "prev"): string {
  const url = new URL(requestUrl, "http://localhost");
  url.searchParams.set("cursor", cursor);
  return `<${url.pathname}${url.search}>; rel="${rel}"`;
}
