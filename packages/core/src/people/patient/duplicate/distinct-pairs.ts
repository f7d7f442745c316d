import { type Database, prepared } from "@caretype/db";
import { distinctPatients, patientMerge } from "@caretype/db/schema";
import { type SQL, sql } from "drizzle-orm";
import type { PatientId, PracticeId } from "../../../kernel/field/ids.ts";

const practiceId = sql`${sql.placeholder("practiceId")}::uuid`;

/**
 * For `with recursive`: patients as `root`, each with the `id`s of all patients merged into them. A mark of a merged
 * patient applies to the kept one until the merge is undone. One look-up for each, as tables may be empty when a
 * statement is planned.
 */
export const mergedInto = (ids: SQL) => sql`person (root, id) as (
  select root, root from unnest(${ids}::uuid[]) as root
  union
  select person.root, merged.id
  from person cross join lateral (
    select merged_id as id from ${patientMerge}
    where practice_id = ${practiceId} and kept_id = person.id and undone_at is null offset 0
  ) as merged
)`;

const inOne = prepared(["practiceId", "ids"], (db) =>
  db
    .select({ id: sql<PatientId>`id` })
    .from(
      sql`(with recursive ${mergedInto(sql.placeholder("ids").getSQL())} select id from person limit 101) as merged`,
    ),
);

/** Ids of the patient and those merged into it, by merges in effect. At most a hundred, far more than occur. */
export const findWithMerged = async (db: Database, practiceId: PracticeId, id: PatientId) =>
  (await inOne(db).execute({ practiceId, ids: [id] })).map((merged) => merged.id);

const marked = prepared(["practiceId", "ids"], (db) =>
  db
    .select({
      one: sql<PatientId>`one`,
      other: sql<PatientId>`other`,
      firstId: sql<PatientId>`first_id`,
      secondId: sql<PatientId>`second_id`,
    })
    .from(
      sql`(
        with recursive ${mergedInto(sql.placeholder("ids").getSQL())}
        select one.root as one, other.root as other, one.id as first_id, mark.second_id
        from person as one
          cross join lateral (
            select second_id from ${distinctPatients}
            where practice_id = ${practiceId} and first_id = one.id offset 0
          ) as mark
          join person as other on other.id = mark.second_id
      ) as marks`,
    ),
);

/** The marks among these patients, and the patients merged into them. */
export const findMarks = (db: Database, practiceId: PracticeId, ids: readonly PatientId[]) =>
  marked(db).execute({ practiceId, ids: [...ids] });

type Pair = { newId: PatientId; thereId: PatientId };

const keyOf = (one: PatientId, other: PatientId) => (one < other ? `${one} ${other}` : `${other} ${one}`);

/** Excludes pairs that are marked as different people. */
export async function withoutDistinct<Of extends Pair>(
  db: Database,
  practice: PracticeId,
  pairs: readonly Of[],
): Promise<Of[]> {
  if (pairs.length === 0) return [];
  const ids = new Set(pairs.flatMap(({ newId, thereId }) => [newId, thereId]));
  const rows = await findMarks(db, practice, [...ids]);
  const keys = new Set(rows.map(({ one, other }) => keyOf(one, other)));
  return pairs.filter(({ newId, thereId }) => !keys.has(keyOf(newId, thereId)));
}
