import { instantsOf } from "../patient/access/access-period.ts";

const dayMs = 86_400_000;

/** How long a key is good from now on, by what a person chooses. */
const spans = { "30": "30 days", "90": "90 days", "365": "A year" } as const;

export type ExpiryChoice = keyof typeof spans | "same" | "day" | "never";

export const spanOptions = Object.entries(spans).map(([value, label]) => ({ value, label }));

export const isChoice = (text: string): text is ExpiryChoice =>
  Object.hasOwn(spans, text) || ["same", "day", "never"].includes(text);

/**
 * The instant that a choice means: of a day, its end where the reader is. Null: the key does not end by itself.
 * Undefined: it ends as before.
 */
export function expiryOf(choice: ExpiryChoice, day: string): string | null | undefined {
  if (choice === "same") return undefined;
  if (choice === "never") return null;
  // What is no day yet is refused as no instant.
  if (choice === "day") return day === "" ? "" : instantsOf({ until: day }).until;
  return new Date(Date.now() + Number(choice) * dayMs).toISOString();
}
