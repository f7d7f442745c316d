import { type Database, prepared } from "@caretype/db";
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { PatientId } from "../../kernel/field/ids.ts";
import { maxCharacter } from "../../kernel/field/search-patterns.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { mergeChain } from "./merge-chain.ts";
import { hasMates, type IsMate, isFound } from "./search/same-word.ts";
import { heardAs } from "./search/sounds.ts";

// The names that patients had, and those of patients who were merged into them. The history keeps both, as long as the patient is not erased.

/** The most versions that are read for a name. */
const maxRead = sql.raw("200");

/** As in `record_version_name_idx` and `removed_record_name_idx`. */
const keptKey = sql`(loose_text((record->>'last_name') || ' ' || (record->>'first_name')) collate "C")`;

/** The tables that keep versions of patients, and until when such a version was the current one. */
const keptIn = [
  { table: sql.raw("record_version"), until: sql.raw("valid_to") },
  { table: sql.raw("removed_record"), until: sql.raw("removed_at") },
];

/** Joins a select of each. */
const fromKept = (select: (kept: (typeof keptIn)[number]) => SQL) =>
  sql.join(keptIn.map(select), sql` union all `);

/**
 * Selects the `id` of patients who had such a name, and of those who were kept when they were merged, with that `name`. Not all of them
 * are there still. `isNamed` is about the key of a name, last name first.
 */
export const withFormerName = (practiceId: SQL, isNamed: (key: SQL) => SQL) => sql`(
  select kept.id, had.name from (${fromKept(
    ({ table }) => sql`(
      select record_id as id, record->>'name' as name from ${table}
      where practice_id = ${practiceId} and record_type = 'patient' and ${isNamed(keptKey)} limit ${maxRead}
    )`,
  )}) as had cross join lateral ${mergeChain(practiceId, sql.raw("had.id"), "kept")} as kept
)`;

/**
 * Selects the distinct `first_name` and `last_name` that a patient had, and those of patients who were merged into this one, with the `name`
 * as it was shown `until` then.
 */
export const formerNamesOf = (practiceId: SQL, patientId: SQLWrapper) => sql`(
  select record->>'first_name' as first_name, record->>'last_name' as last_name,
    (array_agg(record->>'name' order by until desc))[1] as name, max(until) as until
  from ${mergeChain(practiceId, patientId, "merged")} as own cross join lateral (${fromKept(
    ({ table, until }) => sql`
      select record, ${until} as until from ${table}
      where practice_id = ${practiceId} and record_id = own.id and record_type = 'patient' and record is not null`,
  )} offset 0) as kept
  group by 1, 2 limit 20
)`;

const practice = sql`${sql.placeholder("practiceId")}::uuid`;

const begunSo = prepared(["practiceId", "words", "ends", "patterns"], (db) =>
  db
    .select({
      id: sql<PatientId>`found.id`,
      name: sql<string>`found.name`,
      key: sql<string>`loose_text(found.name)`,
    })
    .from(
      sql`unnest(${sql.placeholder("words")}::text[], ${sql.placeholder("ends")}::text[], ${sql.placeholder("patterns")}::text[])
        as begun (word, ending, pattern)
      cross join lateral ${withFormerName(
        practice,
        (key) => sql`${key} >= begun.word collate "C" and ${key} < begun.ending collate "C"
          and ' ' || ${key} ~ begun.pattern`,
      )} as found`,
    )
    .groupBy(sql`found.id, found.name`)
    .orderBy(sql`found.id, found.name desc`),
);

/** How a name begins, last name first, and a regular expression for it behind a blank. */
type Begun = { word: string; pattern: string };

const findBegun = (db: Database, { practiceId }: Scope, begun: readonly Begun[]) =>
  begun.length === 0
    ? []
    : begunSo(db).execute({
        practiceId,
        words: begun.map(({ word }) => word),
        ends: begun.map(({ word }) => word + maxCharacter),
        patterns: begun.map(({ pattern }) => pattern),
      });

/** With fewer letters, too many names begin so. */
const shortest = 3;

/** Of a longer search, only the longest words are looked up. */
const maxLookedUp = 4;

const longWords = (words: readonly string[]) =>
  words
    .filter((word) => word.length >= shortest)
    .toSorted((one, other) => other.length - one.length)
    .slice(0, maxLookedUp);

/** The patients who had a name, by their ids. */
export type FormerNames = Map<PatientId, string>;

/** Returns the patients who had a name of which words begin with all of these, one of them the last name: *Selma Hub*. With that name. */
export async function findByFormerName(
  db: Database,
  scope: Scope,
  words: readonly string[],
): Promise<FormerNames> {
  const pattern = `^${words.map((word) => `(?=.* ${word})`).join("")}`;
  const rows = await findBegun(
    db,
    scope,
    longWords(words).map((word) => ({ word, pattern })),
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/**
 * The same by names with words that may be these, as a search takes it: *Selma Huberly*. The last name sounds alike, or a typing error is in
 * its second half.
 */
export async function findByFormerSound(
  db: Database,
  scope: Scope,
  words: readonly string[],
): Promise<FormerNames> {
  const begun = longWords(words).flatMap((word) => {
    const { beginnings, patterns } = heardAs(word);
    const half = word.slice(0, Math.max(shortest, word.length >> 1));
    const heard = `^ (?:${patterns.join("|")})`;
    return [{ word: half, pattern: "^" }, ...beginnings.map((each) => ({ word: each, pattern: heard }))];
  });
  const rows = await findBegun(db, scope, begun);
  const isBegun: IsMate = (word, other) => other.startsWith(word) || isFound(word, other);
  return new Map(
    rows.filter(({ key }) => hasMates(words, key.split(" "), isBegun)).map(({ id, name }) => [id, name]),
  );
}
