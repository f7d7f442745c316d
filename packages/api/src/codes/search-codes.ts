import { type Database, prepared, schema } from "@caretype/db";
import { eq, type SQL, sql } from "drizzle-orm";
import { invalidInput } from "../error/domain-error.ts";
import { toPattern, wordsOf } from "../field/search-patterns.ts";
import type { Scope } from "../procedure/scope.ts";
import { findRule } from "./fields.ts";
import { asLines } from "./queries.ts";
import type { FoundCodes, SearchCodes } from "./schema.ts";

const { concept, terminology } = schema;

type InPractice = Pick<Scope, "practiceId">;

const versions = prepared(["practiceId"], (db) =>
  db
    .select({
      id: terminology.id,
      kind: terminology.kind,
      uri: terminology.uri,
      version: terminology.versionName,
      concepts: terminology.concepts,
      isLatest: terminology.isLatest,
      // An estimate, which the planner keeps. -1 or 0: unknown.
      allConcepts: sql<number>`(select reltuples from pg_class where oid = 'concept'::regclass)`,
    })
    .from(terminology)
    .where(eq(terminology.practiceId, sql.placeholder("practiceId")))
    .prepare("terminology_searched"),
);

/** What a search reads: what a field offers, what was asked for, or all code systems. */
async function findSearched(db: Database, scope: InPractice, { uri, field }: SearchCodes) {
  if (uri !== undefined && field !== undefined)
    throw invalidInput({ uri: ["Cannot be combined with `field`"] });
  const rule = field && (await findRule(db, scope, field));
  const wanted = uri ?? rule?.uri;
  const imported = await versions(db).execute({ practiceId: scope.practiceId });
  const all = imported
    .filter(({ isLatest }) => isLatest)
    .map((one) => ({ ...one, hasMost: one.allConcepts > 0 && one.concepts * 2 >= one.allConcepts }));
  if (wanted === undefined) return all.filter(({ kind }) => kind === "code-system");
  return all.filter((one) => one.uri === wanted && (rule === undefined || one.kind === rule.kind));
}

/** Ranked are so many of those that begin as was typed, and of the others, so that a word of half of all codes is quick, too. */
const mostRanked = 250;

/** The most that are read of those that begin as was typed, to find the ones that are exactly that. */
const mostCompared = 2_000;

/** Trigrams find nothing shorter. */
const shortest = 3;

const escaped = (text: string) => text.replaceAll(/[\\%_]/g, "\\$&");

const isShort = (word: string) => word.length < shortest;

/** Any part of a word. A short word, only its beginning: nearly every text has two letters somewhere. */
const hasWord = (word: string): SQL =>
  isShort(word)
    ? sql`(search_text like fold_text(${toPattern(` ${word}`)}) or search_text like fold_text(${`${escaped(word)}%`}))`
    : sql`search_text like fold_text(${toPattern(word)})`;

type Searched = Awaited<ReturnType<typeof findSearched>>[number];

/** What the index of beginnings has, and its order. */
const beginningOf = sql`left(search_text, 40) collate "C"`;

/** Where the matches of a kind are read, and what is true for them. */
type Matches = { from?: SQL; where: SQL; order?: SQL };

/**
 * What a match is like: it is the code, the display, it begins as was typed, or it has all words. Each is found by its own
 * index, and no code by two of them. To remove duplicates afterwards takes longer. Those that begin as was typed are read in
 * the order of their index: the display alone is before longer ones, as digits of a code are before letters.
 */
function matchesOf(
  { id, hasMost }: Searched,
  { practiceId }: InPractice,
  words: readonly string[],
): Matches[] {
  const q = words.join(" ");
  const isOf = sql`terminology_id = ${id}`;
  // `is true` keeps it out of the index: to intersect the words with most of the table takes longer than to leave out
  // the few others afterwards.
  const isOne = hasMost ? sql`(${isOf}) is true` : isOf;
  const isOther = sql`code <> ${q}`;
  const beginning = sql`fold_text(${`${escaped(q)}%`})`;
  const isWhole = sql`length(display) = length(${q}) and ${beginningOf} like fold_text(${`${escaped(q)} %`})`;
  const all = sql.join([isOne, ...words.map(hasWord)], sql` and `);
  // Bounded, as the length is in no index.
  const compared = sql`(select * from ${concept} where practice_id = ${practiceId} and ${isOf}
    and ${beginningOf} like fold_text(${`${escaped(q)} %`}) order by ${beginningOf} limit ${mostCompared}) as concept`;
  return [
    { where: sql`${isOf} and code = ${q}` },
    { from: compared, where: sql`${isOther} and ${isWhole}` },
    {
      where: sql`${isOf} and ${isOther} and ${beginningOf} like ${beginning} and not (${isWhole})`,
      order: sql`order by ${beginningOf}`,
    },
    ...(words.every(isShort)
      ? []
      : [{ where: sql`${all} and ${isOther} and ${beginningOf} not like ${beginning}` }]),
  ];
}

type Row = {
  terminology_id: string;
  system: string;
  code: string;
  display: string;
  synonyms: string;
  is_retired: boolean;
};

/** Finds codes by all words of `q`, the best first. Never prepared: see `matches`. */
export async function searchCodes(db: Database, scope: InPractice, input: SearchCodes): Promise<FoundCodes> {
  const words = wordsOf(input.q);
  const searched = await findSearched(db, scope, input);
  if (words.length === 0 || searched.length === 0) return { items: [] };
  const q = words.join(" ");
  const [longest = q] = words.toSorted((one, other) => other.length - one.length);
  const candidates = searched
    .flatMap((one) => matchesOf(one, scope, words))
    .map(
      ({ from = sql`${concept}`, where, order = sql`` }) => sql`(
      select terminology_id, system, code, display, synonyms, is_retired, search_text from ${from}
      where practice_id = ${scope.practiceId} and ${where}
        ${input.includeRetired ? sql`` : sql`and not is_retired`}
      ${order} limit ${mostRanked})`,
    );
  const rows = await db.execute<Row>(sql`
    select found.* from (${sql.join(candidates, sql` union all `)}) as found
    order by is_retired, code <> ${q}, search_text not like fold_text(${`${escaped(q)}%`}),
      strpos(search_text, fold_text(${longest})) > length(display), length(display), display, code, system
    limit ${input.limit}`);
  const byId = new Map(searched.map((one) => [String(one.id), one]));
  return {
    items: rows.map(({ terminology_id: id, is_retired: isRetired, synonyms, system, code, display }) => {
      const of = byId.get(id);
      const version = of?.kind === "code-system" ? of.version : null;
      return { system, code, display, version, synonyms: asLines(synonyms), isRetired };
    }),
  };
}
