import { soughtBirth, soughtDate } from "@caretype/core/people/patient/search/birth-dates";
import {
  type DateOrder,
  dateOrderOf,
  formatDate,
  formatPartialDate,
  today,
  typingLocale,
} from "../../words/format/format.ts";

export type TypedDate = {
  /** `YYYY-MM-DD`, or the text itself if it is no date. */
  value: string;
  /** The date as it is displayed, or the text itself. */
  shown: string;
  isDate: boolean;
  /** The other possible meaning, as displayed. */
  others: string[];
};

type Sought = (text: string, order: DateOrder | undefined) => ReturnType<typeof soughtBirth>;
type Reading = { sought: Sought; isBetter: (one: string, other: string) => number };

export const unread = (text: string): TypedDate => ({ value: text, shown: text, isDate: false, others: [] });

/** Parses a typed date. The region's order decides between several meanings, then `reading`. */
function typed(text: string, order: DateOrder | undefined, { sought, isBetter }: Reading): TypedDate {
  const found = sought(text, undefined);
  const preferred = new Set(sought(text, order)?.dates);
  // Only a text that is exactly a date counts.
  if (found === null || /\S/.test(found.others)) return unread(text.trim());
  const [value = "", ...others] = found.dates.toSorted(
    (one, other) => Number(preferred.has(other)) - Number(preferred.has(one)) || isBetter(one, other),
  );
  return { value, shown: formatDate(value), isDate: true, others: others.map(formatDate) };
}

export const usualOrder = dateOrderOf(typingLocale);

/** A birth date. Prefers the later century. */
export const typedBirth = (text: string, order: DateOrder | undefined = usualOrder): TypedDate =>
  typed(text, order, { sought: soughtBirth, isBetter: (one, other) => other.localeCompare(one) });

const distance = (date: string) => Math.abs(Date.parse(date) - Date.parse(today()));

/** Any other day. Prefers the closer century. */
export const typedDay = (text: string, order: DateOrder | undefined = usualOrder): TypedDate =>
  typed(text, order, {
    sought: (each, one) => soughtDate(each, { order: one, isPossible: () => true }),
    isBetter: (one, other) => distance(one) - distance(other),
  });

export const isDay = (value: string): boolean => typedDay(value).isDate;
export const isDayOrEmpty = (value: string): boolean => value === "" || isDay(value);

/** A day, month or year: `2019`, `2019-05`, `2019-05-28`, or as the region writes them. */
export function typedPartialDate(text: string, order: DateOrder | undefined = usualOrder): TypedDate {
  const day = typedDay(text, order);
  const trimmed = text.trim();
  if (day.isDate) return day;
  if (/^\d{4}$/.test(trimmed)) return { value: trimmed, shown: trimmed, isDate: true, others: [] };
  const month = /^(?<year>\d{4})-(?<month>\d\d)$|^(?<month>\d\d?)\s?[./-]\s?(?<year>\d{4})$/.exec(
    trimmed,
  )?.groups;
  const isNamed = /^\p{L}/u.test(trimmed);
  // Adding the first of the month makes it a full date. Dots are used only where the day comes first.
  const found = typedDay(month ? `1.${month.month}.${month.year}` : `1 ${trimmed}`);
  if (!found.isDate || !(month || isNamed)) return day;
  const value = found.value.slice(0, 7);
  return { value, shown: formatPartialDate(value), isDate: true, others: [] };
}

/** Formats a stored date as the user would type it. */
export function shownAs(value: string, read: (text: string) => TypedDate): string {
  const { shown } = read(value);
  return read(shown).value === value ? shown : value;
}
