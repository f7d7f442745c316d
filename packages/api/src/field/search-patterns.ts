import { type AnyColumn, and, or, type SQL, sql } from "drizzle-orm";
import { isOfNumber, nationalNumber, withPlainDigits } from "./phone-number.ts";

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
  return { words: words.map(toPattern), numbers: hasNumber ? parts.map(toPattern) : null };
}

const wordsOf = (q = "") => q.split(/[\s,]+/).filter(Boolean);

const toPattern = (word: string) => `%${word.replace(/[\\%_]/g, "\\$&")}%`;

/** Never prepared: only a planner that sees the patterns can tell a rare word, for the trigram index, from a common one. */
export function matches(searchText: AnyColumn, { words, numbers }: Sought): SQL | undefined {
  const hasAll = (patterns: readonly string[]) =>
    and(...patterns.map((pattern) => sql`${searchText} like fold_text(${pattern})`));
  return numbers === null ? hasAll(words) : or(hasAll(words), hasAll(numbers));
}
