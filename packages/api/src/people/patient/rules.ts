import { invalidInput } from "../../kernel/error/domain-error.ts";
import { isEarlier } from "../../kernel/field/partial-date.ts";
import { currentTime } from "../../kernel/field/time.ts";

// Days are `YYYY-MM-DD` in UTC. Such strings compare like the days they name.

export type Birth = { dateOfBirth: string | null; dateOfBirthApproximate: boolean };
type BirthInput = { dateOfBirth?: string | null | undefined; age?: number | null | undefined };

/** The highest age that is accepted, in years. */
export const oldest = 150;

const dayMilliseconds = 24 * 60 * 60 * 1000;
let cached = { number: 0, day: "1970-01-01" };

/** Returns the current day (UTC). Cached, because each row of a page needs it. */
export function today(): string {
  const now = currentTime();
  const number = Math.floor(now / dayMilliseconds);
  if (number !== cached.number) cached = { number, day: new Date(now).toISOString().slice(0, 10) };
  return cached.day;
}

/** The day of an instant in UTC. Today for a future instant. */
export function dayOf(instantInUtc: string): string {
  const [day, now] = [instantInUtc.slice(0, 10), today()];
  const isToCome = day > now;
  return isToCome ? now : day;
}

/** Age in whole years. */
export function ageOn(day: string, dateOfBirth: string): number {
  const years = Number(day.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return Math.max(0, day.slice(5) < dateOfBirth.slice(5) ? years - 1 : years);
}

/** Returns the latest date of birth with which somebody has this age or more on a day. */
export function bornBy(age: number, day: string): string {
  const year = Number(day.slice(0, 4)) - age;
  const isInLeapYear = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  const birthday = day.slice(5) === "02-29" && !isInLeapYear ? "02-28" : day.slice(5);
  return `${String(year).padStart(4, "0")}-${birthday}`;
}

/** Tomorrow is allowed: it has begun in some time zones. */
export function isPlausibleBirth(dateOfBirth: string): boolean {
  const tomorrow = new Date(currentTime() + dayMilliseconds).toISOString().slice(0, 10);
  return dateOfBirth <= tomorrow && ageOn(today(), dateOfBirth) <= oldest;
}

/** The first of January gives the same age on every day of this year. */
function fromAge(age: number, day: string): Birth {
  const year = String(Number(day.slice(0, 4)) - age).padStart(4, "0");
  return { dateOfBirth: `${year}-01-01`, dateOfBirthApproximate: true };
}

const fromDate = (dateOfBirth: string): Birth => ({ dateOfBirth, dateOfBirthApproximate: false });
/** An age read before a birthday, or in another time zone, may be off by one. */
const isNear = (age: number | null, other: number) => age !== null && Math.abs(age - other) <= 1;
/** Throws `INVALID_INPUT` for a death before the birth. Of an approximate birth, the year is known. */
export function requireBornBefore(deceasedOn: string | null | undefined, birth: Birth): void {
  const { dateOfBirth, dateOfBirthApproximate } = birth;
  const born = dateOfBirthApproximate ? dateOfBirth?.slice(0, 4) : dateOfBirth;
  if (deceasedOn && born && isEarlier(deceasedOn, born))
    throw invalidInput({ deceasedOn: ["Is before the date of birth"] });
}

const uncachedBirth: Birth = { dateOfBirth: null, dateOfBirthApproximate: false };

/**
 * Resolves a date of birth from a date or an age. A value that equals the current one is no change.
 * An age never replaces an exact date that it fits within one year. To erase an exact date, send a date of
 * null; an age of null does not erase it. Throws `INVALID_INPUT` if date and age contradict each other.
 */
export function resolveBirth(
  given: BirthInput,
  { day, current = uncachedBirth }: { day: string; current?: Birth },
): Birth {
  const { dateOfBirth, age } = given;
  const currentAge = current.dateOfBirth === null ? null : ageOn(day, current.dateOfBirth);
  const sameDate = dateOfBirth === undefined || dateOfBirth === current.dateOfBirth;
  const isExact = currentAge !== null && !current.dateOfBirthApproximate;
  // An exact date implies the age, so a form that leaves the age empty does not change the date.
  const sameAge =
    age === undefined || age === currentAge || (isExact && (age === null || isNear(age, currentAge)));
  const unchanged = {
    dateOfBirth: current.dateOfBirth,
    dateOfBirthApproximate: current.dateOfBirthApproximate,
  };
  if (sameDate && sameAge) return unchanged;
  if (dateOfBirth && !(sameDate && current.dateOfBirthApproximate)) {
    // The record's old age, sent back unchanged, does not contradict a new date.
    if (typeof age === "number" && !sameAge && !isNear(age, ageOn(day, dateOfBirth)))
      throw invalidInput({ age: ["Does not match the date of birth; send one of the two"] });
    return sameDate ? unchanged : fromDate(dateOfBirth);
  }
  if (typeof age === "number") return fromAge(age, day);
  return uncachedBirth;
}
