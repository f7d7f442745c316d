import { isUtf8 } from "node:buffer";
import type { Readable } from "node:stream";
import { DomainError, type InputBounds } from "@caretype/api";
import type { FastifyInstance, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { parse } from "secure-json-parse";
import { type ChunkLimiter, limiterOf } from "./chunk-limiter.ts";
import { isTooComplex } from "./json-extent.ts";

export const formTypes = ["multipart/form-data", "application/x-www-form-urlencoded"];

/** A body that is not read yet, so that the token can be checked first. */
export class UnreadBody {
  readonly #payload: Readable;
  readonly #type: string;
  readonly #isCompressed: boolean;
  readonly #declared: number | undefined;
  readonly #limiter: ChunkLimiter | undefined;

  constructor({ headers, raw }: FastifyRequest, payload: Readable) {
    this.#payload = payload;
    this.#type = headers["content-type"] ?? "";
    this.#isCompressed = !/^(?:identity)?$/i.test(headers["content-encoding"] ?? "");
    this.#declared = declaredLength(headers);
    this.#limiter = limiterOf(raw);
  }

  /**
   * Reads and parses the body. Resolves to undefined if it is empty, as with DELETE.
   *
   * @throws {DomainError} `PAYLOAD_TOO_LARGE`, `INPUT_TOO_COMPLEX`, `MALFORMED_REQUEST`, `UNSUPPORTED_MEDIA_TYPE`.
   */
  async json(bounds: InputBounds): Promise<unknown> {
    const text = await this.text(bounds);
    return text === undefined ? undefined : parseStrictly(text);
  }

  get isForm(): boolean {
    return formTypes.some((type) => this.#type.toLowerCase().startsWith(type));
  }

  /** Like `json`, for a form: all values are texts. Files are ignored. */
  async form(bounds: InputBounds): Promise<unknown> {
    const sent = new Response(await this.#bytes(bounds), { headers: { "content-type": this.#type } });
    const form = await sent.formData().catch((cause) => {
      throw new DomainError("MALFORMED_REQUEST", { cause });
    });
    const texts = [...form].filter(([, value]) => typeof value === "string");
    if (texts.length > bounds.names) throw new DomainError("INPUT_TOO_COMPLEX");
    return Object.fromEntries(texts);
  }

  /** Like `json`, without parsing. */
  async text(bounds: InputBounds): Promise<string | undefined> {
    const bytes = await this.#bytes(bounds);
    if (!isUtf8(bytes)) throw new DomainError("MALFORMED_REQUEST");
    if (isTooComplex(bytes, bounds)) throw new DomainError("INPUT_TOO_COMPLEX");
    const text = bytes.toString("utf8");
    return text.trim() === "" ? undefined : text;
  }

  async #bytes({ bytes: limit }: InputBounds): Promise<Buffer<ArrayBuffer>> {
    if (this.#isCompressed) throw new DomainError("UNSUPPORTED_MEDIA_TYPE");
    return readBytes(this.#payload, { declared: this.#declared, limit, limiter: this.#limiter });
  }
}

/** Rejects names that would change an object's prototype, as Fastify does by default. */
export function parseStrictly(text: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    throw new DomainError("MALFORMED_REQUEST", { cause });
  }
}

/** Returns `Content-Length`, which Node enforces, or undefined for a chunked body. */
export function declaredLength(headers: FastifyRequest["headers"]): number | undefined {
  const declared = headers["content-length"];
  return declared === undefined ? undefined : Number(declared);
}

type Expected = { declared: number | undefined; limit: number; limiter: ChunkLimiter | undefined };

function readBytes(payload: Readable, { declared, limit, limiter }: Expected): Promise<Buffer<ArrayBuffer>> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer<ArrayBuffer>>();
  if (declared !== undefined && declared > limit) return Promise.reject(new DomainError("PAYLOAD_TOO_LARGE"));
  // The client has left, so no more events will come.
  if (payload.destroyed) return Promise.reject(new DomainError("MALFORMED_REQUEST"));
  const chunks: Buffer[] = [];
  let received = 0;
  payload.on("data", (chunk: Buffer) => {
    received += chunk.length;
    if (received > limit) reject(new DomainError("PAYLOAD_TOO_LARGE"));
    else chunks.push(chunk);
  });
  payload.on("end", () => {
    if (declared !== undefined && received !== declared) reject(new DomainError("MALFORMED_REQUEST"));
    else resolve(Buffer.concat(chunks, received));
  });
  payload.on("error", (cause) => reject(new DomainError("MALFORMED_REQUEST", { cause })));
  limiter?.onStop(() => {
    payload.pause();
    reject(new DomainError("MALFORMED_REQUEST"));
  });
  payload.on("close", () => {
    // Shared, because creating an error's stack for every closed request is costly.
    if (!payload.readableEnded) reject(new DomainError("MALFORMED_REQUEST"));
  });
  return promise;
}

/** Accepts JSON bodies only. `request.body` is unread until a handler asks for it. */
async function jsonBodyPlugin(app: FastifyInstance) {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", (request, payload, done) =>
    done(null, new UnreadBody(request, payload)),
  );
}

export const jsonBody = fp(jsonBodyPlugin, { name: "json-body" });
