import { isUtf8 } from "node:buffer";
import { DomainError } from "@caretype/api";
import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";

/** Names that would reach an object's prototype; written with escapes they are the same names. */
const suspicious = /__proto__|constructor|\\u00/i;

/** Fastify's strict JSON parser, and no other type. An empty body is none: clients send a type with DELETE, too. */
async function jsonBodyPlugin(app: FastifyInstance, { asText = false }: { asText?: boolean }) {
  app.removeAllContentTypeParsers();
  const parse = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, body, done) => {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body);
    if (!isUtf8(bytes)) return done(new DomainError("MALFORMED_REQUEST"));
    const text = bytes.toString("utf8");
    if (text.trim() === "") return done(null, undefined);
    // tRPC parses by itself, so there the guard is asked only where there is something to guard against.
    if (!asText) return parse(request, text, done);
    if (!suspicious.test(text)) return done(null, text);
    return parse(request, text, (error) => done(error, text));
  });
}

export const jsonBody = fp(jsonBodyPlugin, { name: "json-body" });
