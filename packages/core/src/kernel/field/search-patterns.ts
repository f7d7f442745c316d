import { type AnyColumn, and, type SQL, sql } from "drizzle-orm";
import { isOfNumber, nationalNumber, withPlainDigits } from "./phone-number.ts";

/** Splits a search into words. `parts`: the same words with phone numbers as digits, or null without a number. */
export function splitNumbers(q: string | undefined): { words: string[]; parts: string[] | null } {
  const words = wordsOf(q);
  const parts: string[] = [];
  let number = "";
  let hasNumber = false;
  for (const word of [...words, null]) {
    const plain = word === null ? null : withPlainDigits(word);
    if (plain !== null && isOfNumber(plain)) {
      number += ` ${plain}`;
      continue;
    }
    const national = nationalNumber(number);
    hasNumber ||= national !== null;
    parts.push(...(national === null ? wordsOf(number) : [national]), ...(word === null ? [] : [word]));
    number = "";
  }
  return { words, parts: hasNumber ? parts : null };
}

/** Splits at spaces and commas. */
export const wordsOf = (q = "") => q.split(/[\s,]+/).filter(Boolean);

/** Returns a `like` pattern that finds the word anywhere. */
export const toPattern = (word: string) => `%${word.replace(/[\\%_]/g, "\\$&")}%`;

/**
 * Every word of `q` must be in the search text. Commas separate words, as in "Doe, Jane". Never prepared: the planner
 * must see the patterns to use the trigram index for rare words only.
 */
export const matches = (searchText: AnyColumn, q: string | undefined): SQL | undefined =>
  and(...wordsOf(q).map((word) => sql`${searchText} like fold_text(${toPattern(word)})`));

/** An upper bound of all texts with this prefix, in byte order. */
export const maxCharacter = "\u{10ffff}";
