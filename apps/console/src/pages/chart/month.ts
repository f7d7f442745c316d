import type { PracticeTime } from "../../session/practice-time/practice-time.ts";

/** True for `2026-01`. Some browsers have a plain text field for months. */
export const isMonth = (text: string): boolean => /^[12]\d{3}-(?:0[1-9]|1[0-2])$/.test(text);

/** When the month after this one begins on the practice's wall. Undefined for what is no month. */
export function endOfMonth(month: string, { instantAt }: PracticeTime): string | undefined {
  if (!isMonth(month)) return undefined;
  const next = `${monthAfter(month)}-01`;
  // Clocks may skip midnight.
  return instantAt(next, "00:00") ?? instantAt(next, "01:00") ?? undefined;
}

/** `2026-02` for `2026-01`. */
export function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
}
