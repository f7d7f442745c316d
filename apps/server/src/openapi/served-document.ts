import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
// The default import, because Node does not detect all named exports.
import accept from "@hapi/accept";
import type { FastifyReply, FastifyRequest } from "fastify";
import { shortEnough, varyBy } from "../http/accept-header.ts";

/** A public document with its compressed form and ETag. */
export type ServedDocument = { text: Buffer; compressed: Buffer; tag: string };

export async function serveDocument(content: string): Promise<ServedDocument> {
  const text = Buffer.from(content);
  const hash = createHash("sha256").update(text).digest("base64url");
  // Weak, because the plain and the compressed form share it.
  return { text, compressed: await promisify(gzip)(text), tag: `W/"${hash}"` };
}

/** Sends the document, or 304 if the client has it already. */
export function sendDocument(request: FastifyRequest, reply: FastifyReply, served: ServedDocument) {
  const { text, compressed, tag } = served;
  varyBy(reply, "Accept-Encoding");
  reply.headers({ "cache-control": "no-cache", etag: tag });
  if (isKnown(request.headers["if-none-match"], tag)) return reply.code(304).send();
  reply.type("application/json; charset=utf-8");
  if (!takesGzip(request.headers["accept-encoding"])) return reply.send(text);
  return reply.header("content-encoding", "gzip").send(compressed);
}

/** Compares tags weakly, as RFC 9110 (13.1.2) requires: by the text in quotes. */
const isKnown = (known = "", tag: string) =>
  known.trim() === "*" || (known.match(/(?:W\/)?"[^"]*"/g) ?? []).some((other) => weak(other) === tag);

const weak = (tag: string) => (tag.startsWith("W/") ? tag : `W/${tag}`);

function takesGzip(accepted: string | undefined): boolean {
  try {
    return accept.encoding(shortEnough(accepted), ["gzip", "identity"]) === "gzip";
  } catch {
    // An invalid header counts as missing.
    return false;
  }
}
