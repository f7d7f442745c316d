import type { FastifyReply, FastifyRequest } from "fastify";
import { varyBy } from "../http/vary-by.ts";
import { csvContentType, csvDisposition, prefersCsv, toCsv } from "./csv.ts";
import { encode, isRecord } from "./encode.ts";
import type { RestRoute } from "./route-table.ts";

/**
 * The body for a procedure's output, with status, `Location`, `ETag` and `Link` set on the reply as the output asks for
 * them. It is returned and not sent: for a handler that has sent it, Fastify waits until the response has ended.
 */
export function answer(output: unknown, { request, reply, route }: Exchange): unknown {
  const { status, csv } = route.procedure.rest;
  const shapes = route.shapes();
  if (output === undefined || status === 204) {
    reply.code(204);
    return undefined;
  }
  reply.code(status);
  if (shapes.page && isRecord(output) && Array.isArray(output.items)) {
    const { items, nextCursor } = output;
    if (typeof nextCursor === "string") reply.header("link", nextLink(request.url, nextCursor));
    const { page } = shapes;
    if (csv) {
      varyBy(reply, "Accept");
      if (prefersCsv(request.headers.accept)) {
        reply.type(csvContentType).header("content-disposition", csvDisposition(route.pattern));
        return toCsv(page, items);
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

export type Exchange = { request: FastifyRequest; reply: FastifyReply; route: RestRoute };

/** The same address with another cursor, without the host: what a proxy in between calls us is not known here. */
function nextLink(requestUrl: string, cursor: string): string {
  const url = new URL(requestUrl, "http://localhost");
  url.searchParams.set("cursor", cursor);
  return `<${url.pathname}${url.search}>; rel="next"`;
}
