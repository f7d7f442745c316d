import { invalidInput } from "../error/domain-error.ts";

// All days are `YYYY-MM-DD`, as UTC has them; strings of that form compare like the days they name.

export type Birth = { dateOfBirth: string | null; dateOfBirthApproximate: boolean };
type BirthInput = { dateOfBirth?: string | null | undefined; age?: number | null | undefined };

/** Nobody is taken to be older. */
export const oldest = 150;

const dayMilliseconds = 24 * 60 * 60 * 1000;
let known = { number: 0, day: "1970-01-01" };

/** Asked once for each row of a page, so the text is made once a day. */
export function today(): string {
  const now = Date.now();
  const number = Math.floor(now / dayMilliseconds);
  if (number !== known.number) known = { number, day: new Date(now).toISOString().slice(0, 10) };
  return known.day;
}

/** Age in whole years. */
export function ageOn(day: string, dateOfBirth: string): number {
  const years = Number(day.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return Math.max(0, day.slice(5) < dateOfBirth.slice(5) ? years - 1 : years);
}

/** The last birthday with which somebody is of an age, or older, on a day: a date that there is. */
export function bornBy(age: number, day: string): string {
  const year = Number(day.slice(0, 4)) - age;
  const isInLeapYear = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  const birthday = day.slice(5) === "02-29" && !isInLeapYear ? "02-28" : day.slice(5);
  return `${String(year).padStart(4, "0")}-${birthday}`;
}

/** Tomorrow is allowed: somewhere on earth it has begun. */
export function isPlausibleBirth(dateOfBirth: string): boolean {
  const tomorrow = new Date(Date.now() + dayMilliseconds).toISOString().slice(0, 10);
  return dateOfBirth <= tomorrow && ageOn(today(), dateOfBirth) <= oldest;
}

/** The first of January gives the same age on every day of this year. */
function fromAge(age: number, day: string): Birth {
  const year = String(Number(day.slice(0, 4)) - age).padStart(4, "0");
  return { dateOfBirth: `${year}-01-01`, dateOfBirthApproximate: true };
}

const fromDate = (dateOfBirth: string): Birth => ({ dateOfBirth, dateOfBirthApproximate: false });
/** The most that an age may be off which was read before a birthday, or in another time zone. */
const isNear = (age: number | null, other: number) => age !== null && Math.abs(age - other) <= 1;
const unknownBirth: Birth = { dateOfBirth: null, dateOfBirthApproximate: false };

/**
 * A birth date from a date or an age. In an update a value that equals the record's own is no change. An
 * age never replaces an exact date that it fits (it may be off by one year), nor one that is sent beside it:
 * when those two contradict each other, `INVALID_INPUT`. An exact date is erased by a date of null, not by an age of null.
 */
export function resolveBirth(
  given: BirthInput,
  { day, current = unknownBirth }: { day: string; current?: Birth },
): Birth {
  const { dateOfBirth, age } = given;
  const currentAge = current.dateOfBirth === null ? null : ageOn(day, current.dateOfBirth);
  const sameDate = dateOfBirth === undefined || dateOfBirth === current.dateOfBirth;
  const isExact = currentAge !== null && !current.dateOfBirthApproximate;
  // Of an exact date the age is only derived: a form that leaves it empty has nothing to say of the date.
  const sameAge =
    age === undefined || age === currentAge || (isExact && (age === null || isNear(age, currentAge)));
  const unchanged = {
    dateOfBirth: current.dateOfBirth,
    dateOfBirthApproximate: current.dateOfBirthApproximate,
  };
  if (sameDate && sameAge) return unchanged;
  if (dateOfBirth && !(sameDate && current.dateOfBirthApproximate)) {
    // An age that is merely the record's old one does not contradict a new date.
    if (typeof age === "number" && !sameAge && !isNear(age, ageOn(day, dateOfBirth)))
      throw invalidInput({ age: ["Does not match the date of birth; send one of the two"] });
    return sameDate ? unchanged : fromDate(dateOfBirth);
  }
  if (typeof age === "number") return fromAge(age, day);
  return unknownBirth;
}
