import { invalidInput } from "../errors.ts";

// All days are `YYYY-MM-DD`, as UTC has them; strings of that form compare like the days they name.

export type Birth = { dateOfBirth: string | null; dateOfBirthApproximate: boolean };
type BirthInput = { dateOfBirth?: string | null | undefined; age?: number | null | undefined };

const oldest = 150;

export const today = () => new Date().toISOString().slice(0, 10);

/** Age in whole years. */
export function ageOn(day: string, dateOfBirth: string): number {
  const years = Number(day.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return Math.max(0, day.slice(5) < dateOfBirth.slice(5) ? years - 1 : years);
}

/** Tomorrow is allowed: somewhere on earth it has begun. */
export function isPlausibleBirth(dateOfBirth: string): boolean {
  const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  return dateOfBirth <= tomorrow && ageOn(today(), dateOfBirth) <= oldest;
}

/** The first of January gives the same age on every day of this year. */
function fromAge(age: number, day: string): Birth {
  const year = String(Number(day.slice(0, 4)) - age).padStart(4, "0");
  return { dateOfBirth: `${year}-01-01`, dateOfBirthApproximate: true };
}

const fromDate = (dateOfBirth: string): Birth => ({ dateOfBirth, dateOfBirthApproximate: false });
const unknownBirth: Birth = { dateOfBirth: null, dateOfBirthApproximate: false };

/**
 * A birth date from a date or an age. In an update a value that equals the record's own is no change. An
 * age never replaces an exact date that is sent beside it; the two may differ by one year (time zones, a
 * birthday since the record was read), else `INVALID_INPUT`.
 */
export function resolveBirth(
  given: BirthInput,
  { day, current = unknownBirth }: { day: string; current?: Birth },
): Birth {
  const { dateOfBirth, age } = given;
  const currentAge = current.dateOfBirth === null ? null : ageOn(day, current.dateOfBirth);
  const sameDate = dateOfBirth === undefined || dateOfBirth === current.dateOfBirth;
  const sameAge = age === undefined || age === currentAge;
  const unchanged = {
    dateOfBirth: current.dateOfBirth,
    dateOfBirthApproximate: current.dateOfBirthApproximate,
  };
  if (sameDate && sameAge) return unchanged;
  if (dateOfBirth && !(sameDate && current.dateOfBirthApproximate)) {
    const apart = typeof age === "number" ? Math.abs(ageOn(day, dateOfBirth) - age) : 0;
    // An age that is merely the record's old one does not contradict a new date.
    if (apart > 1 && !sameAge)
      throw invalidInput({ age: ["Does not match the date of birth; send one of the two"] });
    return sameDate ? unchanged : fromDate(dateOfBirth);
  }
  if (typeof age === "number") return fromAge(age, day);
  return unknownBirth;
}
