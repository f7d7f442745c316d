import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
// By its default, as Node does not see all of its names.
import accept from "@hapi/accept";
import type { FastifyReply, FastifyRequest } from "fastify";
import { shortEnough } from "../http/accept-header.ts";
import { varyBy } from "../http/vary-by.ts";

/** A public document, with what it takes not to send all of it again. */
export type ServedDocument = { text: Buffer; compressed: Buffer; tag: string };

export async function serveDocument(content: string): Promise<ServedDocument> {
  const text = Buffer.from(content);
  const hash = createHash("sha256").update(text).digest("base64url");
  // Weak, as it is of both, which have the same content and other bytes.
  return { text, compressed: await promisify(gzip)(text), tag: `W/"${hash}"` };
}

/** Answers 304 to who has it as it is. */
export function sendDocument(request: FastifyRequest, reply: FastifyReply, served: ServedDocument) {
  const { text, compressed, tag } = served;
  varyBy(reply, "Accept-Encoding");
  reply.headers({ "cache-control": "no-cache", etag: tag });
  if (isKnown(request.headers["if-none-match"], tag)) return reply.code(304).send();
  reply.type("application/json; charset=utf-8");
  if (!takesGzip(request.headers["accept-encoding"])) return reply.send(text);
  return reply.header("content-encoding", "gzip").send(compressed);
}

/** Compared as RFC 9110 (13.1.2) has it: by what stands in the quotes. */
const isKnown = (known = "", tag: string) =>
  known.trim() === "*" || (known.match(/(?:W\/)?"[^"]*"/g) ?? []).some((other) => weak(other) === tag);

const weak = (tag: string) => (tag.startsWith("W/") ? tag : `W/${tag}`);

function takesGzip(accepted: string | undefined): boolean {
  try {
    return accept.encoding(shortEnough(accepted), ["gzip", "identity"]) === "gzip";
  } catch {
    // A header that cannot be read asks for nothing.
    return false;
  }
}
