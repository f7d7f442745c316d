import { invalidInput } from "../../error/domain-error.ts";

export type SentKeys = {
  /** The keys as sent, in the order of the calls. Null for a call without one. */
  keys: readonly (string | null)[];
  /** Indexes of the calls that were replayed, set by the builder. */
  replayed: Set<number>;
};

/** A bare key, or a quoted one as in the IETF draft's structured header. Both are the same key. */
const syntax = /^(?:"([\w.:~+/=@-]{1,128})"|([\w.:~+/=@-]{1,128}))$/;

/** The key of one call, or null. Throws `INVALID_INPUT`. */
export function keyOfCall(sent: SentKeys | null, batchIndex: number): string | null {
  const text = sent?.keys[batchIndex] ?? null;
  if (text === null) return null;
  const [, quoted, bare] = syntax.exec(text) ?? [];
  const key = quoted ?? bare;
  if (key !== undefined) return key;
  throw invalidInput({
    "Idempotency-Key": ["Send 1 to 128 letters, digits or . _ : ~ + / = @ - per call"],
  });
}
