import { isDayOrEmpty } from "../../kit/form/typed-date.ts";
import { instantsOf } from "../audit/access-period.ts";
import { texts as apiKeyTexts } from "./texts.en.ts";

const dayMs = 86_400_000;

/** Lifetimes in days, from now. */
const spans = apiKeyTexts.expiry.days;

export type ExpiryChoice = `${keyof typeof spans}` | "same" | "day" | "never";

export const spanOptions = Object.entries(spans).map(([value, label]) => ({ value, label }));

export const isChoice = (text: string): text is ExpiryChoice =>
  Object.hasOwn(spans, text) || ["same", "day", "never"].includes(text);

/**
 * Returns the instant of a choice; for a day, its end in the reader's time zone.
 * Null: never. Undefined: unchanged.
 */
export function expiryOf(choice: ExpiryChoice, day: string): string | null | undefined {
  if (choice === "same") return undefined;
  if (choice === "never") return null;
  // The schema refuses an empty text, also for what is no day.
  if (choice === "day") return day === "" || !isDayOrEmpty(day) ? "" : instantsOf({ until: day }).until;
  return new Date(Date.now() + Number(choice) * dayMs).toISOString();
}
