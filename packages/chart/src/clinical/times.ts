import { invalidInput } from "@caretype/core/kernel/error/domain-error";
import { isBefore, latestToday, type PracticeZone } from "@caretype/core/kernel/field/day";
import { currentTime } from "@caretype/core/kernel/field/time";

const dayMilliseconds = 86_400_000;

/** The current instant, in the format of answers. */
export const instantNow = (): string => new Date(currentTime()).toISOString();

/** True if more than a day ahead: clocks may be wrong by hours, or in another time zone. */
export const isFuture = (at: string | null): boolean =>
  at !== null && Date.parse(at) > currentTime() + dayMilliseconds;

/** Throws `INVALID_INPUT` if a year, month or day has not begun in the practice. */
export function requirePast(dates: Record<string, string | null | undefined>, timeZone: PracticeZone): void {
  for (const [name, date] of Object.entries(dates))
    if (date && isBefore(latestToday(timeZone), date)) throw invalidInput({ [name]: ["Is in the future"] });
}

/** Throws `INVALID_INPUT` if the second date is before the first, at their common precision. */
export function requireOrder(dates: Record<string, string | null | undefined>): void {
  const [[, begin = null] = [], [name = "", end = null] = []] = Object.entries(dates);
  if (begin && end && isBefore(end, begin))
    throw invalidInput({ [name]: ["Has to be no earlier than the start"] });
}

/** Returns the given instant, or now. Throws `INVALID_INPUT` if it is more than a day in the future. */
export function recordedAtOr(given: string | undefined): string {
  if (given === undefined) return instantNow();
  if (isFuture(given)) throw invalidInput({ recordedAt: ["Is more than a day in the future"] });
  return given;
}
