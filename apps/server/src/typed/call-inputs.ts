import { TRPCError } from "@trpc/server";

/**
 * The inputs of a request's calls. They are parsed when the first call asks, as in tRPC: a caller who is refused is
 * told that, and not what is wrong with the input.
 */
export class CallInputs {
  /** Undefined for a GET without an input. */
  readonly #text: string | undefined;
  readonly #isBatch: boolean;
  #inputs: InputByIndex | undefined;
  #failure: TRPCError | undefined;

  constructor(text: string | undefined, isBatch: boolean) {
    this.#text = text;
    this.#isBatch = isBatch;
  }

  /** Throws BAD_REQUEST, for each call the same, when the text is no JSON or a batch's is no object. */
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

  /** What `read` gave; undefined when nobody has asked. */
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
