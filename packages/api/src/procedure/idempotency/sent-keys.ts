import { invalidInput } from "../../error/domain-error.ts";

/** What a request says in `Idempotency-Key`. */
export type SentKeys = {
  /** As sent, one for each call of the request, in their order; null for a call that has none. */
  keys: readonly (string | null)[];
  /** Which of the calls, by their order, were answered as before instead of being made again. Noted by the builder. */
  replayed: Set<number>;
};

/** Bare, or as a string of a structured header, as the IETF's draft has it: both are the same key. */
const syntax = /^(?:"([\w.:~+/=@-]{1,128})"|([\w.:~+/=@-]{1,128}))$/;

/** The key of one call, null where it has none. Rejects with `INVALID_INPUT`. */
export function keyOfCall(sent: SentKeys | null, batchIndex: number): string | null {
  const text = sent?.keys[batchIndex] ?? null;
  if (text === null) return null;
  const [, quoted, bare] = syntax.exec(text) ?? [];
  const key = quoted ?? bare;
  if (key !== undefined) return key;
  throw invalidInput({
    "Idempotency-Key": ["Send 1 to 128 letters, digits or . _ : ~ + / = @ - for a call"],
  });
}
