import type { Database } from "@caretype/db";
import { type AnyColumn, and, notInArray, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { maxCharacter, wordsOf } from "../../../kernel/field/search-patterns.ts";
import type { Asked } from "./asked.ts";
import { minBeside, romanisationsOf } from "./romanised.ts";
import { formsOf } from "./short-forms.ts";
import { heardAs, soundAlike } from "./sounds.ts";

/** Shorter words resemble too many others, unless beside a longer one: *van den Berg* is like *van der Berg*. */
const shortest = 4;
const minLengthBeside = 3;
/** Maximum people with similar names in a list. */
const maxSimilar = 20;

/**
 * Columns to search for patients and doctors. `words`: the name's words, in the loose spelling. `firstKey`: has an
 * index together with `lastKey`. `isIn`: limits them to a practice.
 */
type Names = {
  id: AnyColumn;
  searchText: AnyColumn;
  lastKey: SQLWrapper;
  words: SQL;
  firstKey?: AnyColumn;
  isIn?: SQL | undefined;
};

const folded = (text: string) => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();

/**
 * Whether all words of a search begin words of one of the names. True for a single word, which may be the beginning
 * of a name other than the similar ones.
 */
export function isSpelledIn(rows: readonly { name: string }[], q = ""): boolean {
  const words = wordsOf(folded(q));
  const hasAll = (name: string) => words.every((word) => ` ${name}`.includes(` ${word}`));
  return rows.length > 0 && (words.length < 2 || rows.some(({ name }) => hasAll(folded(name))));
}

/** A condition, and the order of its matches: the most similar first. */
type Likeness = { isLike: SQL | undefined; orderBy: SQL[]; limit: number };

/**
 * People with a similar name: each word of the search begins a word of it, with at most one typing error, sounds
 * alike, or is a short form. Spellings of other languages follow.
 */
export async function selectSimilar<Row extends { id: string }>(
  db: Database,
  { asked, room, of }: { asked: Asked; room: number; of: Names },
  select: (likeness: Likeness) => Promise<Row[]>,
): Promise<Row[]> {
  const { names, dates } = asked;
  const isLong = (word: string) => [...word].length >= shortest || formsOf(word).length > 0;
  if (names === null || !names.some(isLong)) return [];
  const { searchText, lastKey, id } = of;
  const isBorn = dates === null ? undefined : or(...dates.map((date) => like(searchText, date)));
  const likeness = names.map((word) => sql`word_similarity(${word}, ${lastKey})`);
  const orderBy = [sql`${sql.join(likeness, sql` + `)} desc`, sql`${lastKey}`, sql`${id}`];
  const heard = await findHeard(db, names, of);
  const alike = names.map((word) =>
    or(
      like(searchText, exactly(word)),
      isMisspelt(searchText, word),
      ...[...formsOf(word), ...(heard.get(word) ?? [])].map((form) => hasWord(form, of)),
    ),
  );
  const limit = Math.min(room, maxSimilar);
  const found = await select({ isLike: and(...alike, isBorn), orderBy, limit });
  const left = limit - found.length;
  const isLike = left > 0 ? isRomanised(names, of) : undefined;
  if (!isLike) return found;
  const ids = found.map((row) => row.id);
  const isOther = ids.length > 0 ? notInArray(id, ids) : undefined;
  return [...found, ...(await select({ isLike: and(isLike, isOther, isBorn), orderBy, limit: left }))];
}

const like = (searchText: AnyColumn, pattern: string) => sql`${searchText} like ${pattern}`;
const exactly = (word: string) => `% ${word}%`;

/**
 * Finds names by other spellings of their longest word, whose prefixes are looked up in the indexes of names.
 * Undefined if there is only one spelling.
 */
function isRomanised(names: readonly string[], { searchText, lastKey, firstKey }: Names): SQL | undefined {
  const [longest = ""] = names.toSorted((one, other) => other.length - one.length);
  const beginnings = romanisationsOf(longest)?.beginnings;
  if (!beginnings) return undefined;
  const begins = beginnings.flatMap((begun) =>
    firstKey === undefined
      ? [like(searchText, exactly(begun))]
      : [lastKey, firstKey].map((key) => sql`(${key} >= ${begun} and ${key} < ${begun + maxCharacter})`),
  );
  const hasWords = names.map((word) => {
    const form = romanisationsOf(word, minBeside);
    return form ? sql`' ' || ${lastKey} ~ ${` ${form.pattern}`}` : like(searchText, exactly(word));
  });
  return and(or(...begins), ...hasWords);
}

const hasWord = (word: string, { searchText, lastKey }: Names) =>
  sql`(${like(searchText, exactly(word))} and ' ' || ${lastKey} || ' ' like ${`% ${word} %`})`;

/** In longer searches, only the longest words are compared by sound. */
const maxHeard = 4;
const maxSpellings = 40;

/** The words of names that sound alike, by word. There is no index of sounds, as it would slow down each import. */
async function findHeard(
  db: Database,
  names: readonly string[],
  { id, searchText, words, isIn }: Names,
): Promise<Map<string, string[]>> {
  const longest = names.toSorted((one, other) => other.length - one.length).slice(0, maxHeard);
  const ways = longest
    .filter((word) => [...word].length >= minLengthBeside)
    .flatMap((word) => {
      const { beginnings, patterns } = heardAs(word);
      if (beginnings.length === 0) return [];
      // One expression: an index scan for each prefix would cost more than reading all patients.
      const begins = sql`${searchText} ~ ${` (?:${beginnings.join("|")})`}`;
      const isAlike = sql`word ~ ${patterns.join("|")}`;
      return [
        sql`select ${word}::text as heard, word from ${id.table} cross join unnest(${words}) as word
          where ${and(isIn, begins, isAlike)}`,
      ];
    });
  if (ways.length === 0) return new Map();
  const rows = await db.execute<{ heard: string; word: string }>(
    sql`${sql.join(ways, sql` union `)} limit 1000`,
  );
  const alike = rows.filter(({ heard, word }) => soundAlike(heard, word));
  return new Map(
    [...Map.groupBy(alike, ({ heard }) => heard)].map(([heard, found]) => [
      heard,
      found.slice(0, maxSpellings).map(({ word }) => word),
    ]),
  );
}

/** Half of a longer word is rare enough for a look-up, and one error leaves one of the halves intact. */
const minLengthForHalves = 8;

function isMisspelt(searchText: AnyColumn, word: string): SQL | undefined {
  const letters = [...word];
  if (letters.length < minLengthBeside) return undefined;
  const forms = misspellings(letters);
  if (letters.length < minLengthForHalves) return or(...forms.map((form) => like(searchText, form)));
  const middle = letters.length >> 1;
  const textOf = (some: readonly string[]) => some.join("");
  const [before, after] = [textOf(letters.slice(0, middle)), textOf(letters.slice(middle))];
  const [last = "", next = ""] = letters.slice(middle - 1);
  const swapped = textOf([...letters.slice(0, middle - 1), next, last, ...letters.slice(middle + 1)]);
  const halves = [exactly(before), `%${after}%`, exactly(swapped)];
  const hasHalf = or(...halves.map((half) => like(searchText, half)));
  // An expression, so that the planner does not look it up form by form.
  return and(hasHalf, sql`${searchText} || '' like any (${sql.param(forms)}::text[])`);
}

/** Patterns for a name's word with one letter changed, added or left out, or two transposed. */
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
