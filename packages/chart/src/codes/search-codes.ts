import { invalidInput } from "@caretype/core/kernel/error/domain-error";
import { maxCharacter, toPattern, wordsOf } from "@caretype/core/kernel/field/search-patterns";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { type Database, pick, prepared } from "@caretype/db";
import { concept, terminology } from "@caretype/db/schema";
import { eq, type SQL, sql } from "drizzle-orm";
import { codeOf, formsOf } from "../clinical/code-systems.ts";
import { findRule } from "./fields.ts";
import { asLines } from "./queries.ts";
import type { FoundCodes, SearchCodes } from "./schema.ts";

type InPractice = Pick<Scope, "practiceId">;

const versions = prepared(["practiceId"], (db) =>
  db
    .select({
      ...pick(terminology, "id", "kind", "uri"),
      version: terminology.versionName,
      concepts: terminology.concepts,
      isLatest: terminology.isLatest,
      // The planner's estimate. -1 or 0: unknown.
      allConcepts: sql<number>`(select reltuples from pg_class where oid = 'concept'::regclass)`,
    })
    .from(terminology)
    .where(eq(terminology.practiceId, sql.placeholder("practiceId"))),
);

/** Finds the terminologies to search: those that a field offers, the requested one, or all code systems. */
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

/**
 * Limits ranking, for speed with frequent words. Applies separately to matches of the beginning and to the others.
 */
const maxRanked = 250;

/** Shorter words match only at the start of a word: nearly every text contains any two letters. */
const shortest = 3;

const escaped = (text: string) => text.replaceAll(/[\\%_]/g, "\\$&");

const isShort = (word: string) => word.length < shortest;

/** Characters besides a blank after which a word begins. */
const separators = `[(\\[{"'/-]`;

const escapedInRegex = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Few patterns, all of which can use the trigram index. */
const beginsWord = (word: string): SQL =>
  sql`(search_text like fold_text(${`${escaped(word)}%`}) or search_text like fold_text(${toPattern(` ${word}`)})
    or search_text ~ (${separators}::text || fold_text(${escapedInRegex(word)})))`;

/** Matches any part of a word. A short word matches only the start of one. */
const hasWord = (word: string): SQL =>
  isShort(word) ? beginsWord(word) : sql`search_text like fold_text(${toPattern(word)})`;

/**
 * Splits a word before its digits, or within the last five letters before them: `b12` also matches `B-12`, `hba1c`
 * also `Hb A1c`.
 */
function cutsOf(word: string): string[] {
  const [, letters = ""] = /^(\p{L}+)\d[\p{L}\d]*$/u.exec(word) ?? [];
  const places = Array.from({ length: Math.min(letters.length, 5) }, (_, at) => letters.length - at);
  // The rest has at least two characters: in nearly every text, some word begins with a digit.
  const isEnough = (at: number) => word.length - at > 1;
  return places.filter(isEnough).map((at) => `${word.slice(0, at)}[ -]${word.slice(at)}`);
}

/** Also matches a prefix of an ICD code without the dot, such as `E116` of `E11.65`, and split words. */
function hasForm(word: string): SQL {
  const forms = [...new Set(formsOf(word.toLowerCase()).map((form) => form.toLowerCase()))];
  const cuts = forms.length > 1 ? [] : cutsOf(word);
  const apart = sql`search_text ~ (${`(^| |${separators})(`}::text || fold_text(${cuts.join("|")}) || ')')`;
  return sql`(${sql.join([...forms.map(hasWord), ...(cuts.length > 0 ? [apart] : [])], sql` or `)})`;
}

type Searched = Awaited<ReturnType<typeof findSearched>>[number];

/** The folded display, as it is indexed. Sorts a display before longer ones with the same beginning. */
const beginning = sql`left(search_text, least(greatest(length(display), strpos(search_text, ' ' || lower(code)) - 1), 40)) collate "C"`;

/** Conditions by kind of match. Each uses its own index, and no code matches two of them. */
type Matches = { codes: SQL[]; beginning: SQL; words: SQL | undefined };

function matchesOf({ id, hasMost }: Searched, words: readonly string[]): Matches {
  const q = words.join(" ");
  const isOf = sql`terminology_id = ${id}`;
  // `is true` prevents use of the index. Intersecting with most of the table would be slower than filtering the few
  // others.
  const isOne = hasMost ? sql`(${isOf}) is true` : isOf;
  const from = sql`fold_text(${q})`;
  // A range avoids computing the expression for each row, unlike a pattern.
  const range = sql`${beginning} >= ${from} and ${beginning} < ${from} || ${maxCharacter}`;
  // `covid-19` also matches `COVID 19`, and vice versa.
  const pieces = words.flatMap((word) => word.split(/[/-]+/).filter(Boolean));
  const all = sql.join([isOne, ...pieces.map(hasForm)], sql` and `);
  return {
    // Separate searches: one search for several values may scan all that lies between them.
    codes: formsOf(q).map((form) => sql`${isOf} and code = ${form}`),
    beginning: sql`${isOf} and not ${isCode(q)} and ${range}`,
    // Nearly every text contains a word with this letter.
    words: pieces.every((word) => word.length === 1)
      ? undefined
      : sql`${all} and not ${isCode(q)} and not starts_with(${beginning}, ${from})`,
  };
}

const isCode = (q: string) => sql`code = any(${sql.param(formsOf(q))}::text[])`;

type Row = {
  terminology_id: string;
  system: string;
  code: string;
  display: string;
  synonyms: string;
  is_retired: boolean;
};

/** Finds codes that contain all words of `q`, best first. Not prepared, because the planner must see the patterns. */
export async function searchCodes(db: Database, scope: InPractice, input: SearchCodes): Promise<FoundCodes> {
  const words = wordsOf(input.q);
  const searched = await findSearched(db, scope, input);
  if (words.length === 0 || searched.length === 0) return { items: [] };
  const q = words.join(" ");
  const [longest = q] = words.toSorted((one, other) => other.length - one.length);
  const matches = searched.map((one) => matchesOf(one, words));
  const select = (where: SQL, order = sql``) => sql`(
    select terminology_id, system, code, display, synonyms, is_retired, search_text from ${concept}
    where practice_id = ${scope.practiceId} and ${where} ${input.includeRetired ? sql`` : sql`and not is_retired`}
    ${order} limit ${maxRanked})`;
  const union = (parts: readonly SQL[]) => sql.join([...parts], sql` union all `);
  const first = union(
    matches.flatMap(({ codes, beginning: begins }) => [
      ...codes.map((code) => select(code)),
      select(begins, sql`order by ${beginning}`),
    ]),
  );
  // Retired codes come last, and are searched only if other codes do not fill the answer.
  const isShownToo = sql`(select count(*) from first where not is_retired) < ${input.limit}`;
  const others = matches.flatMap(({ words: all }) =>
    all === undefined ? [] : [select(sql`${isShownToo} and ${all}`)],
  );
  const rows = await db.execute<Row>(sql`
    with first as materialized (${first})
    select found.* from (${union([sql`select * from first`, ...others])}) as found
    order by is_retired, not ${isCode(q)}, search_text not like fold_text(${`${escaped(q)}%`}),
      strpos(search_text, fold_text(${longest})) > length(display), length(display), display, code, system
    limit ${input.limit}`);
  const byId = new Map(searched.map((one) => [String(one.id), one]));
  return {
    items: rows.map(({ terminology_id: id, is_retired: isRetired, synonyms, system, code, display }) => {
      const of = byId.get(id);
      const version = of?.kind === "code-system" ? of.version : null;
      return { system, code: codeOf(system, code), display, version, synonyms: asLines(synonyms), isRetired };
    }),
  };
}
