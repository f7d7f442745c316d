import { type Database, prepared } from "@caretype/db";
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { PatientId } from "../../kernel/field/ids.ts";
import { maxCharacter } from "../../kernel/field/search-patterns.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { mergeChain } from "./merge-chain.ts";
import { hasMates, type IsMate, isFound } from "./search/same-word.ts";
import { heardAs } from "./search/sounds.ts";

// Former names of patients, including those of patients merged into them. The history keeps them until the patient is
// erased.

/** Maximum versions read for a name. */
const maxRead = sql.raw("200");

/** As in `record_version_name_idx` and `removed_record_name_idx`. */
const keptKey = sql`(loose_text((record->>'last_name') || ' ' || (record->>'first_name')) collate "C")`;

/** The tables with versions of patients, and the end of each version. */
const keptIn = [
  { table: sql.raw("record_version"), until: sql.raw("valid_to") },
  { table: sql.raw("removed_record"), until: sql.raw("removed_at") },
];

const fromKept = (select: (kept: (typeof keptIn)[number]) => SQL) =>
  sql.join(keptIn.map(select), sql` union all `);

/**
 * Selects the `id` and `name` of patients with such a former name, and of those kept when they were merged. Some may
 * be removed. `isNamed` tests the name's key, last name first.
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
 * Selects the distinct former `first_name` and `last_name` of a patient and of those merged into it, with the
 * displayed `name`, and `until` when it was current.
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

/** The prefix of a name, last name first, and a regular expression for the words after a space. */
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

/** Shorter prefixes match too many names. */
const shortest = 3;

/** In longer searches, only the longest words are looked up. */
const maxLookedUp = 4;

const longWords = (words: readonly string[]) =>
  words
    .filter((word) => word.length >= shortest)
    .toSorted((one, other) => other.length - one.length)
    .slice(0, maxLookedUp);

/** The patients who had a name, by their ids. */
export type FormerNames = Map<PatientId, string>;

/**
 * Returns the patients with a former name in which all of these words begin a word, one of them the last name: *Selma
 * Hub*. Includes that name.
 */
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
 * The same for similar words: *Selma Huberly*. The last name sounds alike, or has a typing error in its second half.
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
