import { latestTodayAnywhere } from "../../../kernel/field/day.ts";
import { withPlainDigits } from "../../../kernel/field/phone-number.ts";
import { isPlausibleBirth } from "../rules.ts";
import { monthsNamed } from "./month-names.ts";

// Parses dates of birth in searches. Pure.

/** The order of day and month, where the month is a number. */
export type DateOrder = "dmy" | "mdy";

export type SoughtBirth = {
  /** The possible meanings, as `YYYY-MM-DD`. */
  dates: string[];
  /** The text without the date. */
  others: string;
};

/** Word processors write a dash between digits. Japanese keyboards type full-width characters. */
const sign = "[./\\-–．／]";
const separator = String.raw`\s?${sign}\s?`;
const begins = String.raw`(?<!\d|\d${sign})`;
const ends = String.raw`(?!\d|${sign}\d)`;
const name = String.raw`(?<month>\p{L}[\p{L}\p{M}]+)`;
const gap = String.raw`[\s.,/-]*(?:del?\s+|d[’'])?`;
const ordinal = "(?:st|nd|rd|th|er|º|ª)?";

type Groups = Record<string, string>;
type Rules = { order: DateOrder | undefined; isPossible: (date: string) => boolean };
type Form = { pattern: RegExp; read: (found: Groups, rules: Rules) => string[] };

const forms: readonly Form[] = [
  {
    pattern: new RegExp(
      `${begins}(?<year>\\d{4})(?:${separator}|年)(?<month>\\d{1,2})(?:${separator}|月)(?<day>\\d{1,2})日?${ends}`,
      "gu",
    ),
    read: ({ year, month, day }, { isPossible }) =>
      datesOf({ years: [Number(year)], months: [Number(month)], day }).filter(isPossible),
  },
  {
    pattern: new RegExp(
      `${begins}(?<one>\\d{1,2})\\s?(?<between>${sign})\\s?(?<two>\\d{1,2})\\s?\\k<between>\\s?(?<year>\\d{4}|\\d{2})${ends}`,
      "gu",
    ),
    read: ({ one = "", two = "", between = "", year = "" }, { order, isPossible }) => {
      const possible = (months: number[], day: string) =>
        datesOf({ years: yearsOf(year), months, day }).filter(isPossible);
      const dayFirst = possible([Number(two)], one);
      // With dots, the day always comes first.
      const monthFirst = ".．".includes(between) ? [] : possible([Number(one)], two);
      if (dayFirst.length === 0 || monthFirst.length === 0) return [...dayFirst, ...monthFirst];
      return { dmy: dayFirst, mdy: monthFirst, either: [...dayFirst, ...monthFirst] }[order ?? "either"];
    },
  },
  ...[
    `${begins}(?<day>\\d{1,2})${ordinal}${gap}${name}${gap}(?<year>\\d{4})(?!\\d)`,
    `(?<!\\p{L})${name}\\.?\\s*(?<day>\\d{1,2})${ordinal},?\\s+(?<year>\\d{4})(?!\\d)`,
    `${begins}(?<year>\\d{4})\\.?\\s*${name}\\.?\\s*(?<day>\\d{1,2})(?!\\d)`,
  ].map(
    (pattern): Form => ({
      pattern: new RegExp(pattern, "giu"),
      read: ({ year, month = "", day }, { isPossible }) =>
        datesOf({ years: [Number(year)], months: [...monthsNamed(month)], day }).filter(isPossible),
    }),
  ),
];

/**
 * The first date of birth in a text, in all possible meanings. Null if there is none. `order` decides what 02/03/1980
 * means. Without it, both meanings count.
 */
export const soughtBirth = (q: string, order: DateOrder | undefined): SoughtBirth | null =>
  soughtDate(q, { order, isPossible: (date) => isPlausibleBirth(date, latestTodayAnywhere()) });

/** Parses dates of another kind, such as the day of an appointment. */
export function soughtDate(q: string, rules: Rules): SoughtBirth | null {
  const text = withPlainDigits(q);
  if (!/\d.*\d/su.test(text)) return null;
  for (const { pattern, read } of forms) {
    for (const found of text.matchAll(pattern)) {
      const dates = [...new Set(read(found.groups ?? {}, rules))];
      if (dates.length === 0) continue;
      return { dates, others: `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}` };
    }
  }
  return null;
}

/** Two digits may be a year of this century, or of the last. */
const yearsOf = (digits: string): number[] =>
  digits.length === 2 ? [1900 + Number(digits), 2000 + Number(digits)] : [Number(digits)];

type Numbers = { years: number[]; months: number[]; day: string | undefined };

const datesOf = ({ years, months, day = "" }: Numbers): string[] =>
  years.flatMap((year) => months.flatMap((month) => dateOf(year, month, Number(day)) ?? []));

function dateOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 1000 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}
