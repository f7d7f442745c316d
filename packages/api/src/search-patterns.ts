import { type AnyColumn, and, or, type SQL, sql } from "drizzle-orm";

/** A search, as patterns that the search text has to have all of. */
export type Sought = {
  /** The words as they were typed; empty where nothing is searched for. */
  words: string[];
  /** The same with telephone numbers by their digits, which will do as well; null where there is no number in it. */
  numbers: string[] | null;
};

/** Every word of `q` has to be part of the search text. Lists and letters write "Doe, Jane". */
export const soughtBy = (q: string | undefined): Sought => ({
  words: wordsOf(q).map(toPattern),
  numbers: null,
});

/** The same of people, of whose telephone numbers the search text has the digits by themselves, too. */
export function soughtPerson(q: string | undefined): Sought {
  const words = wordsOf(q);
  const parts: string[] = [];
  let number = "";
  let hasNumber = false;
  for (const word of [...words, null]) {
    if (word !== null && isOfNumber.test(word)) {
      number += ` ${word}`;
      continue;
    }
    const national = nationalNumber(number);
    hasNumber ||= national !== null;
    parts.push(...(national === null ? wordsOf(number) : [national]), ...(word === null ? [] : [word]));
    number = "";
  }
  return { words: words.map(toPattern), numbers: hasNumber ? parts.map(toPattern) : null };
}

const wordsOf = (q = "") => q.split(/[\s,]+/).filter(Boolean);

const toPattern = (word: string) => `%${word.replace(/[\\%_]/g, "\\$&")}%`;

/** Digits, and whatever people write between those of a telephone number. */
const isOfNumber = /^(?!.*@)[\d\p{P}\p{Cf}+~−]+$/u;

/** What has fewer digits is found as it was typed, or is no number. */
const fewestDigits = 4;

/** Of ITU-T E.164: no code begins with another one. */
const countryCode = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

/** The digits that a number has however it is dialled: without a country's code, and the 0 in front of an area's. */
function nationalNumber(typed: string): string | null {
  const digits = typed.replace(/\D/g, "");
  if (digits.length < fewestDigits) return null;
  const isInternational = /^\D*(?:\+|00)/.test(typed);
  const dialled = isInternational ? inCountry(digits) : digits;
  const national = dialled.replace(longDistance, "");
  return national.length < fewestDigits ? digits : national;
}

/** What is dialled before an area's code: 0 nearly everywhere, 1 in North America and 8 in Russia, with ten digits after it. */
const longDistance = /^(?:0+|[18](?=\d{10}$))/;

const inCountry = (digits: string) => digits.replace(/^00/, "").replace(countryCode, "");

/** Never prepared: only a planner that sees the patterns can tell a rare word, for the trigram index, from a common one. */
export function matches(searchText: AnyColumn, { words, numbers }: Sought): SQL | undefined {
  const hasAll = (patterns: readonly string[]) =>
    and(...patterns.map((pattern) => sql`${searchText} like fold_text(${pattern})`));
  return numbers === null ? hasAll(words) : or(hasAll(words), hasAll(numbers));
}
