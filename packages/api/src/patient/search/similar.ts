import { type Database, schema } from "@caretype/db";
import { and, or, type SQL, sql } from "drizzle-orm";
import { type PatientRow, patientColumns } from "../queries.ts";
import type { Asked } from "./asked.ts";

const { patient } = schema;

/** Shorter words are like too many others. */
const shortest = 4;
const most = 20;

type Similar = {
  asked: Asked;
  /** The practice, and other filters. */
  where: SQL | undefined;
  limit: number;
};

/** Patients with names of which each word begins like one of the search's, but for one typing error. */
export async function selectSimilar(db: Database, { asked, where, limit }: Similar): Promise<PatientRow[]> {
  const { names } = asked;
  if (names === null || !names.some((word) => word.length >= shortest)) return [];
  const { lastKey } = patient;
  const isLike = and(
    ...names.map((word) => or(like(exactly(word)), isMisspelt(word))),
    asked.dates === null ? undefined : or(...asked.dates.map(like)),
  );
  const likeness = names.map((word) => sql`word_similarity(${word}, ${lastKey})`);
  return db
    .select(patientColumns)
    .from(patient)
    .where(and(where, isLike))
    .orderBy(sql`${sql.join(likeness, sql` + `)} desc`, lastKey, patient.id)
    .limit(Math.min(limit, most));
}

const like = (pattern: string) => sql`${patient.searchText} like ${pattern}`;
const exactly = (word: string) => `% ${word}%`;

/** A half of a longer word is rare enough to be looked up by itself, and one error leaves one of the halves as it is. */
const shortestInHalves = 8;

function isMisspelt(word: string): SQL | undefined {
  if (word.length < shortest) return undefined;
  const forms = misspellings(word);
  if (word.length < shortestInHalves) return or(...forms.map(like));
  const middle = word.length >> 1;
  const [before, after] = [word.slice(0, middle), word.slice(middle)];
  const swapped = `${before.slice(0, -1)}${after[0]}${before.at(-1)}${after.slice(1)}`;
  const hasHalf = or(like(exactly(before)), like(`%${after}%`), like(exactly(swapped)));
  // Not to be looked up, form by form: so it is no plain column.
  return and(hasHalf, sql`${patient.searchText} || '' like any (${sql.param(forms)}::text[])`);
}

/** Patterns for a word of a name with one letter changed, added or left out, or two swapped. */
function misspellings(word: string): string[] {
  const letters = [...word];
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
