import type { Database } from "@caretype/db";
import { patient } from "@caretype/db/schema";
import { and, or, type SQL, sql } from "drizzle-orm";
import { greatestCharacter } from "../../../kernel/field/search-patterns.ts";
import { type PatientRow, patientColumns } from "../queries.ts";
import type { Asked } from "./asked.ts";
import { leastBeside, romanisationsOf } from "./romanised.ts";

/** Shorter words are like too many others, unless beside a longer one: *van den Berg* is like *van der Berg*. */
const shortest = 4;
const shortestBeside = 3;
const most = 20;

type Similar = {
  asked: Asked;
  /** The practice, and other filters. */
  where: SQL | undefined;
  limit: number;
};

/**
 * Patients with names of which each word begins like one of the search's, but for one typing error. If there are none,
 * those that another language spells so.
 */
export async function selectSimilar(db: Database, similar: Similar): Promise<PatientRow[]> {
  const { names } = similar.asked;
  if (names === null || !names.some((word) => [...word].length >= shortest)) return [];
  const misspelt = and(...names.map((word) => or(like(exactly(word)), isMisspelt(word))));
  const found = await selectLike(db, { ...similar, names, isLike: misspelt });
  if (found.length > 0) return found;
  const isLike = isRomanised(names);
  return isLike ? selectLike(db, { ...similar, names, isLike }) : [];
}

type Likeness = Similar & { names: readonly string[]; isLike: SQL | undefined };

function selectLike(db: Database, { asked, names, isLike, where, limit }: Likeness): Promise<PatientRow[]> {
  const { lastKey } = patient;
  const isBorn = asked.dates === null ? undefined : or(...asked.dates.map(like));
  const likeness = names.map((word) => sql`word_similarity(${word}, ${lastKey})`);
  return db
    .select(patientColumns)
    .from(patient)
    .where(and(where, isLike, isBorn))
    .orderBy(sql`${sql.join(likeness, sql` + `)} desc`, lastKey, patient.id)
    .limit(Math.min(limit, most));
}

const like = (pattern: string) => sql`${patient.searchText} like ${pattern}`;
const exactly = (word: string) => `% ${word}%`;

/**
 * Finds the names whose longest word is spelled in another way, by how it may begin in the indexes of names. Undefined if
 * there is one way only.
 */
function isRomanised(names: readonly string[]): SQL | undefined {
  const [longest = ""] = names.toSorted((one, other) => other.length - one.length);
  const beginnings = romanisationsOf(longest)?.beginnings;
  if (!beginnings) return undefined;
  const { lastKey, firstKey } = patient;
  const begins = beginnings.flatMap((begun) =>
    [lastKey, firstKey].map((key) => sql`(${key} >= ${begun} and ${key} < ${begun + greatestCharacter})`),
  );
  const hasWords = names.map((word) => {
    const form = romanisationsOf(word, leastBeside);
    return form ? sql`' ' || ${lastKey} ~ ${` ${form.pattern}`}` : like(exactly(word));
  });
  return and(or(...begins), ...hasWords);
}

/** A half of a longer word is rare enough to be looked up by itself, and one error leaves one of the halves as it is. */
const shortestInHalves = 8;

function isMisspelt(word: string): SQL | undefined {
  const letters = [...word];
  if (letters.length < shortestBeside) return undefined;
  const forms = misspellings(letters);
  if (letters.length < shortestInHalves) return or(...forms.map(like));
  const middle = letters.length >> 1;
  const textOf = (some: readonly string[]) => some.join("");
  const [before, after] = [textOf(letters.slice(0, middle)), textOf(letters.slice(middle))];
  const [last = "", next = ""] = letters.slice(middle - 1);
  const swapped = textOf([...letters.slice(0, middle - 1), next, last, ...letters.slice(middle + 1)]);
  const hasHalf = or(like(exactly(before)), like(`%${after}%`), like(exactly(swapped)));
  // Not to be looked up, form by form: so it is no plain column.
  return and(hasHalf, sql`${patient.searchText} || '' like any (${sql.param(forms)}::text[])`);
}

/** Patterns for a word of a name with one letter changed, added or left out, or two swapped. */
function misspellings(letters: readonly string[]): string[] {
  const ends = letters.length > shortest ? "%" : " %";
  const forms = new Set<string>();
  for (let index = 0; index <= letters.length; index++) {
    const before = letters.slice(0, index);
    const [letter = "", next = ""] = letters.slice(index);
    forms.add([...before, "_", ...letters.slice(index)].join(""));
    forms.add([...before, "_", ...letters.slice(index + 1)].join(""));
    if (index === letters.length) continue;
    forms.add([...before, ...letters.slice(index + 1)].join(""));
    forms.add([...before, next, letter, ...letters.slice(index + 2)].join(""));
  }
  return [...forms].map((form) => `% ${form}${ends}`);
}
