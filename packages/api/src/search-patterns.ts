import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { digitsCompared } from "./duplicate/rules.ts";

/** The patterns of a search: every word of `q` has to be part of the search text. Lists and letters write "Doe, Jane". */
export const patternsOf = (q: string | undefined): string[] => wordsOf(q).map(toPattern);

/** The same of people, of whose telephone numbers the search text has nothing between the digits. */
export const personPatternsOf = (q: string | undefined): string[] => {
  const words: string[] = [];
  let number = "";
  for (const word of [...wordsOf(q), ""]) {
    if (isOfNumber.test(word)) {
      number += ` ${word.replace(/\D/g, "")}`;
      continue;
    }
    words.push(...digitsOf(number), word);
    number = "";
  }
  return words.filter(Boolean).map(toPattern);
};

const wordsOf = (q = "") => q.split(/[\s,]+/).filter(Boolean);

const toPattern = (word: string) => `%${word.replace(/[\\%_]/g, "\\$&")}%`;

/** Digits, and what people write between those of a telephone number. */
const isOfNumber = /^[()+./‐‑–-]*\d[\d()+./‐‑–-]*$/;

/**
 * A whole number is looked for by its last digits, with a country's code or without; what is shorter may be parts of
 * numbers, or of names.
 */
function digitsOf(words: string): string[] {
  const all = words.replaceAll(" ", "");
  return all.length < digitsCompared ? words.split(" ") : [all.slice(-digitsCompared)];
}

/** Never prepared: only a planner that sees the patterns can tell a rare word, for the trigram index, from a common one. */
export const matchesAll = (searchText: AnyColumn, patterns: readonly string[]): SQL[] =>
  patterns.map((pattern) => sql`${searchText} like fold_text(${pattern})`);
