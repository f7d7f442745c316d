import { type Database, prepared } from "@caretype/db";
import { patient, patientExternalId } from "@caretype/db/schema";
import { type AnyColumn, and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { withoutAddress } from "../../../kernel/field/name-parts.ts";
import { maxCharacter } from "../../../kernel/field/search-patterns.ts";
import type { Scope } from "../../../kernel/procedure/scope.ts";
import { type Asked, type Folding, toAsked, toIdentifier, wordsToFold } from "./asked.ts";
import type { DateOrder } from "./birth-dates.ts";

const folded = prepared(["words"], (db) =>
  db
    .select({
      word: sql<string>`word`,
      plain: sql<string>`fold_text(word)`,
      loose: sql<string>`loose_text(word)`,
    })
    .from(sql`unnest(${sql.placeholder("words")}::text[]) as word`),
);

async function foldWords(db: Database, words: readonly string[]): Promise<Folding> {
  const rows = await folded(db).execute({ words });
  return new Map(rows.map(({ word, ...forms }) => [word, forms]));
}

/** Shorter prefixes match too many identifiers. */
const minBeginningLength = 4;
const maxIdentified = 100;

const identifier = sql`lower(${patientExternalId.value}) collate "C"`;

const identified = prepared(["practiceId", "from", "to"], (db) =>
  db
    .select({ id: patientExternalId.patientId })
    .from(patientExternalId)
    .where(
      and(
        eq(patientExternalId.practiceId, sql.placeholder("practiceId")),
        sql`${identifier} >= lower(${sql.placeholder("from")})`,
        sql`${identifier} <= lower(${sql.placeholder("to")})`,
      ),
    )
    .orderBy(identifier)
    .limit(maxIdentified),
);

async function findIdentified(db: Database, { practiceId }: Scope, q: string) {
  const from = toIdentifier(q);
  if (from === null) return [];
  const to = from.length < minBeginningLength ? from : from + maxCharacter;
  const rows = await identified(db).execute({ practiceId, from, to });
  return [...new Set(rows.map(({ id }) => id))];
}

type Search = { q: string; dateOrder?: DateOrder | undefined };

/** Parses a search for doctors, who have no identifiers. */
export async function askForDoctors(db: Database, typed: string): Promise<Asked> {
  const q = withoutAddress(typed);
  return toAsked({
    q,
    dateOrder: undefined,
    folding: await foldWords(db, wordsToFold(q, undefined)),
    ids: [],
  });
}

type Asking = { db: Database; scope: Scope };

/** Parses a search. Both look-ups are fast, so they do not wait for a searcher's turn. */
export async function ask({ db, scope }: Asking, { q: typed, dateOrder }: Search): Promise<Asked> {
  const q = withoutAddress(typed);
  const [folding, ids] = await Promise.all([
    foldWords(db, wordsToFold(q, dateOrder)),
    findIdentified(db, scope, q),
  ]);
  return toAsked({ q, dateOrder, folding, ids });
}

const namesBegin = prepared(["practiceId", "key", "afterKey", "longest", "afterLongest"], (db) => {
  const isIn = (column: AnyColumn, from: string, to: string) => sql`exists (
    select from ${patient} where ${patient.practiceId} = ${sql.placeholder("practiceId")}
    and ${column} >= ${sql.placeholder(from)}::text and ${column} < ${sql.placeholder(to)}::text
  )`;
  const begins = (from: string, to: string) =>
    sql<boolean>`(${isIn(patient.lastKey, from, to)} or ${isIn(patient.firstKey, from, to)})`;
  return db
    .select({ key: begins("key", "afterKey"), longest: begins("longest", "afterLongest") })
    .from(sql`(values (1)) as one`);
});

/** Excludes names without a matching patient: the statement that ranks by names takes longer to plan. */
export async function withKnownNames({ db, scope }: Asking, asked: Asked): Promise<Asked> {
  const { key, longest } = asked.ranking;
  if (key === null && longest === null) return asked;
  const after = (text: string | null) => text && text + maxCharacter;
  const { practiceId } = scope;
  const values = { practiceId, key, afterKey: after(key), longest, afterLongest: after(longest) };
  const [known] = await namesBegin(db).execute(values);
  const ranking = {
    ...asked.ranking,
    key: known?.key ? key : null,
    longest: known?.longest ? longest : null,
  };
  return { ...asked, ranking };
}

type Searched = { id: AnyColumn; searchText: AnyColumn };

/** Not for prepared statements: the planner must see the patterns, to tell rare words from common ones. */
export function isMatch(asked: Asked, { id, searchText }: Searched = patient): SQL | undefined {
  const { typed, loose, glued, placed, dated, dates, ids } = asked;
  return or(
    hasAll(searchText, typed),
    ...[loose, glued, placed].map((words) => (words === null ? undefined : hasAll(searchText, words))),
    dated && dates ? and(hasAll(searchText, dated), hasAny(searchText, dates)) : undefined,
    ids.length > 0 ? inArray(id, ids) : undefined,
  );
}

const hasAll = (searchText: AnyColumn, patterns: readonly string[]) =>
  and(...patterns.map((pattern) => like(searchText, pattern)));
const hasAny = (searchText: AnyColumn, patterns: readonly string[]) =>
  or(...patterns.map((pattern) => like(searchText, pattern)));
const like = (searchText: AnyColumn, pattern: string) => sql`${searchText} like ${pattern}`;

export const matchPlaceholders = ["typed", "loose", "glued", "placed", "dated", "dates", "ids"] as const;

const texts = (name: (typeof matchPlaceholders)[number]) => sql`${sql.placeholder(name)}::text[]`;

/** Like `isMatch`, for a prepared statement on rows with `id` and `search_text`. Null patterns match nothing. */
export const isPreparedMatch = sql`(
  search_text like all (${texts("typed")}) or search_text like all (${texts("loose")})
  or search_text like all (${texts("glued")}) or search_text like all (${texts("placed")})
  or (search_text like all (${texts("dated")}) and search_text like any (${texts("dates")}))
  or id = any (${sql.placeholder("ids")}::uuid[])
)`;
