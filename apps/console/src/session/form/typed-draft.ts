import type { LostKeys } from "../../kit/form/idempotency-keys.ts";

/** A form's stored input, its base version, and the keys of calls without a response. */
export type TypedDraft = { begunAt: string; values: unknown; lost: LostKeys };

/** Shorter than the server remembers keys. */
const maxMs = 12 * 60 * 60 * 1_000;

export const endOf = ({ begunAt }: TypedDraft): string => new Date(Date.parse(begunAt) + maxMs).toISOString();

/** Ignores what another version has stored. */
export function parseTypedDraft(stored: unknown): TypedDraft | null {
  const { begunAt, values, lost }: { begunAt?: unknown; values?: unknown; lost?: unknown } = Object(stored);
  if (typeof begunAt !== "string" || Number.isNaN(Date.parse(begunAt)) || values === undefined) return null;
  const keys = Object.entries(Object(lost)).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return { begunAt, values, lost: Object.fromEntries(keys) };
}
