import { invalidInput } from "../../kernel/error/domain-error.ts";
import { isBefore, latestToday, type PracticeZone, today } from "../../kernel/field/day.ts";

export type Birth = { dateOfBirth: string | null; dateOfBirthApproximate: boolean };

/** The earliest day or year of records. A stated age may be one year off. */
export const earliestOf = ({ dateOfBirth, dateOfBirthApproximate }: Birth): string | null =>
  dateOfBirth !== null && dateOfBirthApproximate
    ? String(Number(dateOfBirth.slice(0, 4)) - 1).padStart(4, "0")
    : dateOfBirth;

type BirthInput = { dateOfBirth?: string | null | undefined; age?: number | null | undefined };

/** In years. */
export const oldest = 150;

/** Age in whole years. */
export function ageOn(day: string, dateOfBirth: string): number {
  const years = Number(day.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return Math.max(0, day.slice(5) < dateOfBirth.slice(5) ? years - 1 : years);
}

/** The day for the age: the given one, or the day of death, as far as known. */
export function lastDay(day: string, deceasedOn: string | null | undefined): string {
  if (!deceasedOn) return day;
  const [year = 0, month = 12, known] = deceasedOn.split("-").map(Number);
  const end = known ? deceasedOn : new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
  return end < day ? end : day;
}

const dayMilliseconds = 86_400_000;

/** An age in words: days under a month, weeks under three, months under two years. Years, if only those are known. */
export type AgeWithUnit = { count: number; unit: "day" | "week" | "month" | "year" };

export function toAgeWithUnit(
  day: string,
  { dateOfBirth, dateOfBirthApproximate }: Birth,
): AgeWithUnit | null {
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

/** `5 days`, `17 months`, `1 year`. Each row of a page has one, so no formatter is used. */
export const toAgeText = ({ count, unit }: AgeWithUnit): string =>
  `${count} ${unit}${count === 1 ? "" : "s"}`;

const ageFormats = new Map<string, Intl.NumberFormat>();

/** In words of another language. */
export function ageIn(locale: string, { count, unit }: AgeWithUnit): string {
  const key = `${locale} ${unit}`;
  const known = ageFormats.get(key);
  const format = known ?? new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" });
  ageFormats.set(key, format);
  return format.format(count);
}

/** Translates an answer's `ageText`. */
export function ageTextIn(locale: string, ageText: string): string {
  const [count, unit = ""] = ageText.split(" ");
  const singular = (["day", "week", "month", "year"] as const).find((each) => unit.startsWith(each));
  return singular ? ageIn(locale, { count: Number(count), unit: singular }) : ageText;
}

/** Returns the latest date of birth of a person with at least this age on a day. */
export function bornBy(age: number, day: string): string {
  const year = Number(day.slice(0, 4)) - age;
  const isInLeapYear = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  const birthday = day.slice(5) === "02-29" && !isInLeapYear ? "02-28" : day.slice(5);
  return `${String(year).padStart(4, "0")}-${birthday}`;
}

/** Whether a birth on that date is possible on this day. */
export const isPlausibleBirth = (dateOfBirth: string, day: string): boolean =>
  dateOfBirth <= day && ageOn(day, dateOfBirth) <= oldest;

export const implausibleBirth = "Not a date of birth: in the future, or over 150 years ago";

/** On 1 January, the age is the same as on every day of the year. */
function fromAge(age: number, day: string): Birth {
  const year = String(Number(day.slice(0, 4)) - age).padStart(4, "0");
  return { dateOfBirth: `${year}-01-01`, dateOfBirthApproximate: true };
}

const fromDate = (dateOfBirth: string): Birth => ({ dateOfBirth, dateOfBirthApproximate: false });
/** An age read before a birthday, or in another time zone, may be off by one. */
const isNear = (age: number | null, other: number) => age !== null && Math.abs(age - other) <= 1;

/**
 * Throws `INVALID_INPUT` for a death in the future, or before the birth. For an approximate birth, years are
 * compared.
 */
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
  /** The day for the age. */
  day: string;
  latest?: string;
  current?: Birth;
  /** The day for the current age. It differs if a death is entered or removed. */
  before?: string;
};

/**
 * Resolves a date of birth from a date or an age. A value that equals the current one is no change. An age never
 * replaces an exact date that it fits within one year. To erase an exact date, send a date of null. An age of null
 * does not erase it. Throws `INVALID_INPUT` if date and age contradict each other, and for a date after `latest`.
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
  // An exact date implies the age. A form that leaves the age empty does not change the date.
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

/** For the practice's current day, or the day of death. */
export const resolveBirthToday = (given: BirthInput, { timeZone, deceasedOn, current }: Practised): Birth =>
  resolveBirth(given, {
    day: lastDay(today(timeZone), deceasedOn),
    latest: latestToday(timeZone),
    ...(current && { current, before: lastDay(today(timeZone), current.deceasedOn) }),
  });

type NewLife = BirthInput & { deceasedOn?: Death };

/** The birth of a new patient. Throws `INVALID_INPUT` if it or the death is impossible. */
export function resolveNewBirth(given: NewLife, timeZone: PracticeZone): Birth {
  const birth = resolveBirthToday(given, { timeZone, deceasedOn: given.deceasedOn });
  requireDeathAfter(birth, given.deceasedOn, timeZone);
  return birth;
}
