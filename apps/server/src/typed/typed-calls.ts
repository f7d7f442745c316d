import { DomainError } from "@caretype/api";
import { type AnyTRPCProcedure, TRPCError } from "@trpc/server";
import type { FastifyRequest } from "fastify";

export const maxBatch = 10;

/** The calls of one request: all queries or all mutations, except for unknown names. */
export type TypedCalls = {
  names: readonly string[];
  /** In the order of `names`. */
  procedures: readonly (AnyTRPCProcedure | undefined)[];
  kind: "query" | "mutation";
  isBatch: boolean;
  inputs: CallInputs;
};

export type ProcedureTable = ReadonlyMap<string, AnyTRPCProcedure>;

/**
 * Returns the calls of a request, whose body is unparsed text.
 * @throws {DomainError} `BATCH_TOO_LARGE`, `UNSUPPORTED_MEDIA_TYPE`, `MALFORMED_REQUEST`.
 */
export function readCalls(request: FastifyRequest, path: string, table: ProcedureTable): TypedCalls {
  const { isBatch, input } = readSearch(request.raw.url ?? "");
  const names = isBatch ? path.split(",") : [path];
  // Before any name is looked up.
  if (names.length > maxBatch) throw new DomainError("BATCH_TOO_LARGE");
  const isPost = request.method === "POST";
  // Fastify skips the content type of a request without a body.
  if (isPost && request.headers["content-type"] === undefined)
    throw new DomainError("UNSUPPORTED_MEDIA_TYPE");
  const procedures = names.map((name) => table.get(name));
  const kind = kindOf(procedures);
  if (kind === "mutation" && procedures.some((procedure) => procedure?._def.type === "query"))
    throw new DomainError("MALFORMED_REQUEST");
  const text = isPost ? String(request.body ?? "") : input;
  return { names, procedures, kind, isBatch, inputs: new CallInputs(text, isBatch) };
}

export const kindOf = (procedures: TypedCalls["procedures"]): TypedCalls["kind"] =>
  procedures.some((procedure) => procedure?._def.type === "mutation") ? "mutation" : "query";

type Search = { isBatch: boolean; input: string | undefined };

function readSearch(url: string): Search {
  const start = url.indexOf("?");
  if (start === -1) return { isBatch: false, input: undefined };
  // Keep the question mark: `URLSearchParams` removes one, which would otherwise be the second.
  const text = url.slice(start);
  if (text === "?batch=1") return { isBatch: true, input: undefined };
  const search = new URLSearchParams(text);
  return { isBatch: search.get("batch") === "1", input: search.get("input") || undefined };
}

/**
 * The inputs of a request's calls. As in tRPC, they are parsed when the first call asks for its input, so that a
 * refused caller learns nothing about errors in the input.
 */
class CallInputs {
  /** Undefined for a GET without an input. */
  readonly #text: string | undefined;
  readonly #isBatch: boolean;
  #inputs: InputByIndex | undefined;
  #failure: TRPCError | undefined;

  constructor(text: string | undefined, isBatch: boolean) {
    this.#text = text;
    this.#isBatch = isBatch;
  }

  /**
   * Returns a call's input. Throws BAD_REQUEST for each call if the text is invalid JSON, or a batch is no object.
   */
  read(index: number): unknown {
    if (this.#failure) throw this.#failure;
    try {
      this.#inputs ??= this.#parse();
    } catch (error) {
      this.#failure = asBadRequest(error);
      throw this.#failure;
    }
    return this.#inputs[index];
  }

  /** Returns the result of `read`, or undefined if it was not called. */
  known(index: number): unknown {
    return this.#inputs?.[index];
  }

  #parse(): InputByIndex {
    if (this.#text === undefined) return {};
    const sent: unknown = JSON.parse(this.#text);
    if (!this.#isBatch) return { 0: sent };
    if (isByIndex(sent)) return sent;
    throw new TRPCError({
      code: "BAD_REQUEST",
      message: '"input" needs to be an object when doing a batch call',
    });
  }
}

type InputByIndex = Readonly<Record<number, unknown>>;

const isByIndex = (sent: unknown): sent is InputByIndex =>
  typeof sent === "object" && sent !== null && !Array.isArray(sent);

function asBadRequest(cause: unknown): TRPCError {
  if (cause instanceof TRPCError) return cause;
  const message = cause instanceof Error ? cause.message : "Invalid input";
  return new TRPCError({ code: "BAD_REQUEST", message, cause });
}
