import { TRPCError } from "@trpc/server";

/**
 * The inputs of a request's calls.
 * As in tRPC, they are parsed when the first call asks for its input. So a refused caller learns nothing about
 * errors in the input.
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

  /**
   * Returns a call's input.
   * Throws BAD_REQUEST for each call if the text is invalid JSON, or a batch no object.
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
