import { type AnyColumn, and, or, type SQL, sql } from "drizzle-orm";
import { isOfNumber, nationalNumber, withPlainDigits } from "./phone-number.ts";

/** A search as patterns that the search text must all contain. */
export type SearchPatterns = {
  /** The words as typed. Empty without a search. */
  words: string[];
  /** Alternative patterns with phone numbers reduced to digits. Null if the search has no number. */
  numbers: string[] | null;
};

/** Every word of `q` must be in the search text. Commas separate words, as in "Doe, Jane". */
export const searchPatterns = (q: string | undefined): SearchPatterns => ({
  words: wordsOf(q).map(toPattern),
  numbers: null,
});

/** The same for people, whose search text also contains the digits of their phone numbers. */
export function personSearchPatterns(q: string | undefined): SearchPatterns {
  const { words, parts } = splitNumbers(q);
  return { words: words.map(toPattern), numbers: parts?.map(toPattern) ?? null };
}

/** Splits a search into words. `parts` are the same words with phone numbers as digits, or null without one. */
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

/** Never prepared: the planner must see the patterns to use the trigram index for rare words only. */
export function matches(searchText: AnyColumn, { words, numbers }: SearchPatterns): SQL | undefined {
  const hasAll = (patterns: readonly string[]) =>
    and(...patterns.map((pattern) => sql`${searchText} like fold_text(${pattern})`));
  return numbers === null ? hasAll(words) : or(hasAll(words), hasAll(numbers));
}

/** After every text that begins alike, in the order of bytes. */
export const greatestCharacter = "\u{10ffff}";
