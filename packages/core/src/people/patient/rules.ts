import { invalidInput } from "../../kernel/error/domain-error.ts";
import { isBefore, latestToday, type PracticeZone, today } from "../../kernel/field/day.ts";

export type Birth = { dateOfBirth: string | null; dateOfBirthApproximate: boolean };

/** The day or the year from which on there may be records. An age that was told may be one year off. */
export const earliestOf = ({ dateOfBirth, dateOfBirthApproximate }: Birth): string | null =>
  dateOfBirth !== null && dateOfBirthApproximate
    ? String(Number(dateOfBirth.slice(0, 4)) - 1).padStart(4, "0")
    : dateOfBirth;

type BirthInput = { dateOfBirth?: string | null | undefined; age?: number | null | undefined };

/** The highest age that is accepted, in years. */
export const oldest = 150;

/** Age in whole years. */
export function ageOn(day: string, dateOfBirth: string): number {
  const years = Number(day.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return Math.max(0, day.slice(5) < dateOfBirth.slice(5) ? years - 1 : years);
}

/** The day on which an age counts: the given one, or the last of a life, as far as that is known. */
export function lastDay(day: string, deceasedOn: string | null | undefined): string {
  if (!deceasedOn) return day;
  const [year = 0, month = 12, known] = deceasedOn.split("-").map(Number);
  const end = known ? deceasedOn : new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
  return end < day ? end : day;
}

const dayMilliseconds = 86_400_000;

/** An age as it is said: days under a month, weeks under three, months under two years. Years, if only those are known. */
export type SaidAge = { count: number; unit: "day" | "week" | "month" | "year" };

export function saidAge(day: string, { dateOfBirth, dateOfBirthApproximate }: Birth): SaidAge | null {
  if (dateOfBirth === null) return null;
  const years = ageOn(day, dateOfBirth);
  if (dateOfBirthApproximate || years >= 2) return { count: years, unit: "year" };
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const [bornYear = 0, bornMonth = 0, bornDate = 0] = dateOfBirth.split("-").map(Number);
  const months = (year - bornYear) * 12 + month - bornMonth - (date < bornDate ? 1 : 0);
  if (months >= 3) return { count: months, unit: "month" };
  const days = Math.max(0, (Date.parse(day) - Date.parse(dateOfBirth)) / dayMilliseconds);
  return months >= 1 ? { count: Math.floor(days / 7), unit: "week" } : { count: days, unit: "day" };
}

/** `5 days`, `17 months`, `1 year`. Each row of a page has one, so it is written without a formatter. */
export const toAgeText = ({ count, unit }: SaidAge): string => `${count} ${unit}${count === 1 ? "" : "s"}`;

const ageFormats = new Map<string, Intl.NumberFormat>();

/** The same in words of a language. */
export function ageIn(locale: string, { count, unit }: SaidAge): string {
  const key = `${locale} ${unit}`;
  const known = ageFormats.get(key);
  const format = known ?? new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" });
  ageFormats.set(key, format);
  return format.format(count);
}

/** An answer's `ageText`, in words of another language. */
export function ageTextIn(locale: string, ageText: string): string {
  const [count, unit = ""] = ageText.split(" ");
  const said = (["day", "week", "month", "year"] as const).find((each) => unit.startsWith(each));
  return said ? ageIn(locale, { count: Number(count), unit: said }) : ageText;
}

/** Returns the latest date of birth with which somebody has this age or more on a day. */
export function bornBy(age: number, day: string): string {
  const year = Number(day.slice(0, 4)) - age;
  const isInLeapYear = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  const birthday = day.slice(5) === "02-29" && !isInLeapYear ? "02-28" : day.slice(5);
  return `${String(year).padStart(4, "0")}-${birthday}`;
}

/** Whether somebody may have been born on that date, if it is this day. */
export const isPlausibleBirth = (dateOfBirth: string, day: string): boolean =>
  dateOfBirth <= day && ageOn(day, dateOfBirth) <= oldest;

export const implausibleBirth = "Not a date of birth: in the future, or over 150 years ago";

/** The first of January gives the same age on every day of this year. */
function fromAge(age: number, day: string): Birth {
  const year = String(Number(day.slice(0, 4)) - age).padStart(4, "0");
  return { dateOfBirth: `${year}-01-01`, dateOfBirthApproximate: true };
}

const fromDate = (dateOfBirth: string): Birth => ({ dateOfBirth, dateOfBirthApproximate: false });
/** An age read before a birthday, or in another time zone, may be off by one. */
const isNear = (age: number | null, other: number) => age !== null && Math.abs(age - other) <= 1;

/** Throws `INVALID_INPUT` for a death to come, or before the birth. Of an approximate birth, the year is known. */
export function requireDeathAfter(
  { dateOfBirth, dateOfBirthApproximate }: Birth,
  deceasedOn: string | null | undefined,
  timeZone: PracticeZone,
): void {
  if (deceasedOn && isBefore(latestToday(timeZone), deceasedOn))
    throw invalidInput({ deceasedOn: ["Is in the future"] });
  const born = dateOfBirthApproximate ? dateOfBirth?.slice(0, 4) : dateOfBirth;
  if (deceasedOn && born && isBefore(deceasedOn, born))
    throw invalidInput({ deceasedOn: ["Is before the date of birth"] });
}

const uncachedBirth: Birth = { dateOfBirth: null, dateOfBirthApproximate: false };

type Resolving = {
  /** The day on which an age counts. */
  day: string;
  latest?: string;
  current?: Birth;
  /** The day on which the current age counted: another one, if somebody is said to have died. */
  before?: string;
};

/**
 * Resolves a date of birth from a date or an age. A value that equals the current one is no change.
 * An age never replaces an exact date that it fits within one year. To erase an exact date, send a date of
 * null; an age of null does not erase it. Throws `INVALID_INPUT` if date and age contradict each other, and for a date
 * after `latest`.
 */
export function resolveBirth(
  given: BirthInput,
  { day, latest = day, current = uncachedBirth, before = day }: Resolving,
): Birth {
  const { dateOfBirth, age } = given;
  const born = current.dateOfBirth;
  const ages: (number | null)[] = born === null ? [null] : [ageOn(before, born), ageOn(day, born)];
  const sameDate = dateOfBirth === undefined || dateOfBirth === born;
  const isExact = born !== null && !current.dateOfBirthApproximate;
  // An exact date implies the age, so a form that leaves the age empty does not change the date.
  const sameAge =
    age === undefined ||
    ages.includes(age) ||
    (isExact && (age === null || ages.some((each) => isNear(each, age))));
  const unchanged = {
    dateOfBirth: current.dateOfBirth,
    dateOfBirthApproximate: current.dateOfBirthApproximate,
  };
  if (sameDate && sameAge) return unchanged;
  if (dateOfBirth && !sameDate && !isPlausibleBirth(dateOfBirth, latest))
    throw invalidInput({ dateOfBirth: [implausibleBirth] });
  if (dateOfBirth && !(sameDate && current.dateOfBirthApproximate)) {
    // The record's old age, sent back unchanged, does not contradict a new date.
    if (typeof age === "number" && !sameAge && !isNear(age, ageOn(day, dateOfBirth)))
      throw invalidInput({ age: ["Does not match the date of birth; send one of the two"] });
    return sameDate ? unchanged : fromDate(dateOfBirth);
  }
  if (typeof age === "number") return fromAge(age, day);
  return uncachedBirth;
}

type Death = string | null | undefined;
type Practised = { timeZone: PracticeZone; deceasedOn: Death; current?: Birth & { deceasedOn: Death } };

/** The same today in a practice, or on the day of the death. */
export const resolveBirthToday = (given: BirthInput, { timeZone, deceasedOn, current }: Practised): Birth =>
  resolveBirth(given, {
    day: lastDay(today(timeZone), deceasedOn),
    latest: latestToday(timeZone),
    ...(current && { current, before: lastDay(today(timeZone), current.deceasedOn) }),
  });

type NewLife = BirthInput & { deceasedOn?: Death };

/** The birth of a new patient. Throws `INVALID_INPUT` for one, or a death, that cannot be. */
export function resolveNewBirth(given: NewLife, timeZone: PracticeZone): Birth {
  const birth = resolveBirthToday(given, { timeZone, deceasedOn: given.deceasedOn });
  requireDeathAfter(birth, given.deceasedOn, timeZone);
  return birth;
}
