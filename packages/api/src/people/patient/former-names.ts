import { type Database, prepared } from "@caretype/db";
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { PatientId } from "../../kernel/field/ids.ts";
import { greatestCharacter, toPattern } from "../../kernel/field/search-patterns.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";

// The names that patients had, and those of patients who were merged into them. The history keeps both, as long as the patient is not erased.

/** The most versions that are read for a name. */
const maxRead = sql.raw("200");

/** As in `record_version_name_idx` and `removed_record_name_idx`. */
const keptKey = sql`(loose_text((record->>'last_name') || ' ' || (record->>'first_name')) collate "C")`;

const keptTables = [sql.raw("record_version"), sql.raw("removed_record")];

/** Joins a select of each table that keeps versions of patients. */
const fromKept = (select: (table: SQL) => SQL) => sql.join(keptTables.map(select), sql` union all `);

/**
 * Selects the `id` of patients who had such a name, and those who were kept when they were merged. Not all of them are there still.
 * `isNamed` is about the key of a name, last name first.
 */
export const idsOfFormer = (practiceId: SQL, isNamed: (key: SQL) => SQL) => sql`(
  with recursive had as (
    select id from (${fromKept(
      (table) => sql`(
        select record_id as id from ${table}
        where practice_id = ${practiceId} and record_type = 'patient' and ${isNamed(keptKey)} limit ${maxRead}
      )`,
    )}) as named
    union
    select kept_id from patient_merge join had on merged_id = had.id
    where practice_id = ${practiceId} and undone_at is null
  ) select id from had
)`;

/** Selects the distinct `first_name` and `last_name` that a patient had, and those of patients who were merged into this one. */
export const formerNamesOf = (practiceId: SQL, patientId: SQLWrapper) => sql`(
  select record->>'first_name' as first_name, record->>'last_name' as last_name
  from (
    select ${patientId} as id
    union all select merged_id from patient_merge
    where practice_id = ${practiceId} and kept_id = ${patientId} and undone_at is null
  ) as own cross join lateral (${fromKept(
    (table) => sql`
      select record from ${table}
      where practice_id = ${practiceId} and record_id = own.id and record_type = 'patient'`,
  )}) as kept
  group by 1, 2 limit 20
)`;

const practice = sql`${sql.placeholder("practiceId")}::uuid`;

const begunSo = prepared(["practiceId", "words", "ends", "patterns"], (db) =>
  db
    .select({ id: sql<PatientId>`found.id` })
    .from(
      sql`unnest(${sql.placeholder("words")}::text[], ${sql.placeholder("ends")}::text[]) as begun (word, ending)
      cross join lateral ${idsOfFormer(
        practice,
        (key) => sql`${key} >= begun.word collate "C" and ${key} < begun.ending collate "C"
          and ' ' || ${key} like all (${sql.placeholder("patterns")}::text[])`,
      )} as found`,
    )
    .groupBy(sql`found.id`),
);

/** With fewer letters, too many names begin so. */
const shortest = 3;

/** Returns the ids of patients who had a name of which words begin with all of these, one of them the last name: *Selma Hub*. */
export async function findByFormerName(
  db: Database,
  { practiceId }: Scope,
  words: readonly string[],
): Promise<PatientId[]> {
  const long = words.filter((word) => word.length >= shortest);
  if (long.length === 0) return [];
  const ends = long.map((word) => word + greatestCharacter);
  const patterns = words.map((word) => toPattern(` ${word}`));
  const rows = await begunSo(db).execute({ practiceId, words: long, ends, patterns });
  return rows.map(({ id }) => id);
}
