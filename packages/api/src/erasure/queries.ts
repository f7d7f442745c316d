import type { Database } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import type { AssignmentId, PatientId, PracticeId } from "../field/ids.ts";
import { noPractice } from "../field/no-practice.ts";
import { clearMergedAway } from "./merged-away.ts";
import type { CheckedRequest, ErasureRequest, PersonId } from "./request.ts";

/** Somebody who is to be erased, there or removed. `practiceId`: `noPractice` for a doctor. */
export type Person = {
  id: PersonId;
  practiceId: PracticeId;
  name: string;
  lastName: string;
  isRemoved: boolean;
};

export type Counts = {
  /** Present and removed ones; patients that were merged into the one are counted, too. */
  records: number;
  assignments: number;
  versions: number;
  externalIds: number;
  storedAnswers: number;
  /** Of other patients, who had something from this one by a merge. */
  clearedVersions: number;
};

const uuids = (ids: readonly string[]) => sql`${`{${ids.join(",")}}`}::uuid[]`;

const countOf = async (db: Database, rows: SQL): Promise<number> => {
  const [row] = await db.execute<{ count: number }>(
    sql`with erased as (${rows}) select count(*)::int as count from erased`,
  );
  return row?.count ?? 0;
};

/**
 * Finds whom the request is about, and holds them: nobody else can change, remove, restore or assign them until the
 * transaction ends. Removing and restoring move a record from one place to the other, so the first is looked at again.
 */
export async function holdPerson(db: Database, request: CheckedRequest): Promise<Person | undefined> {
  return (
    (await holdPresent(db, request)) ?? (await holdRemoved(db, request)) ?? (await holdPresent(db, request))
  );
}

async function holdPresent(db: Database, { type, id, practiceId }: CheckedRequest) {
  const practice = type === "doctor" ? sql`${noPractice}::uuid` : sql`practice_id`;
  const isIn = practiceId === undefined ? sql`` : sql`and practice_id = ${practiceId}::uuid`;
  const [row] = await db.execute<Person>(sql`
    select id, ${practice} as "practiceId", name, last_name as "lastName", false as "isRemoved"
    from ${sql.identifier(type)} where id = ${id}::uuid ${isIn} for update`);
  return row;
}

async function holdRemoved(db: Database, { type, id, practiceId }: CheckedRequest) {
  const isIn = practiceId === undefined ? sql`` : sql`and practice_id = ${practiceId}::uuid`;
  const [row] = await db.execute<Person>(sql`
    select record_id as id, practice_id as "practiceId", record->>'name' as name, record->>'last_name' as "lastName",
      true as "isRemoved"
    from removed_record where record_id = ${id}::uuid and record_type = ${type} ${isIn} for update`);
  return row;
}

/** The patient that this one was merged into, if it was. */
export async function findKeptPatient(
  db: Database,
  { practiceId, id }: Person,
): Promise<PatientId | undefined> {
  const [row] = await db.execute<{ id: PatientId }>(sql`
    select kept_id as id from patient_merge
    where practice_id = ${practiceId}::uuid and merged_id = ${id}::uuid and undone_at is null`);
  return row?.id;
}

/**
 * Holds the merges of a patient, of those who were merged into them, and of those again: whoever undoes one holds it
 * before the patients, too, and else the two would wait for each other.
 */
export async function holdMerges(db: Database, { id, practiceId }: CheckedRequest): Promise<void> {
  const isIn = practiceId === undefined ? sql`true` : sql`merge.practice_id = ${practiceId}::uuid`;
  await db.execute(sql`
    with recursive merged as (
      select practice_id, id from patient as merge where id = ${id}::uuid and ${isIn}
      union select practice_id, record_id from removed_record as merge where record_id = ${id}::uuid and ${isIn}
      union
      select merge.practice_id, merge.merged_id from merged
        join patient_merge as merge on merge.practice_id = merged.practice_id and merge.kept_id = merged.id
    )
    select from patient_merge as merge
    where exists (
      select from merged where merged.practice_id = merge.practice_id and merged.id in (merge.kept_id, merge.merged_id)
    )
    order by merge.id for update of merge`);
}

/**
 * The patients that were merged into this one, and into those: they are the same person. Who was restored without
 * undoing the merge is somebody else again.
 */
export async function findMergedPatients(db: Database, { practiceId, id }: Person): Promise<PatientId[]> {
  const rows = await db.execute<{ id: PatientId }>(sql`
    with recursive merged as (
      select ${id}::uuid as id
      union
      select merge.merged_id from merged
        join patient_merge as merge
          on merge.practice_id = ${practiceId}::uuid and merge.kept_id = merged.id and merge.undone_at is null
        join removed_record as removed
          on removed.practice_id = merge.practice_id and removed.record_id = merge.merged_id
    )
    select id from merged where id <> ${id}::uuid`);
  return rows.map((row) => row.id);
}

/** How many assignments a doctor has, and in how many practices. */
export async function countAssignments(db: Database, doctorId: PersonId) {
  const [row] = await db.execute<{ assignments: number; practices: number }>(sql`
    select count(*)::int as assignments, count(distinct practice_id)::int as practices
    from assignment where doctor_id = ${doctorId}::uuid`);
  return row ?? { assignments: 0, practices: 0 };
}

/** The assignments of these patients, those that were removed, too. */
export async function findAssignments(db: Database, practiceId: PracticeId, patientIds: readonly PersonId[]) {
  const rows = await db.execute<{ id: AssignmentId }>(sql`
    select id from assignment where practice_id = ${practiceId}::uuid and patient_id = any(${uuids(patientIds)})
    union all
    select record_id from removed_record
    where practice_id = ${practiceId}::uuid and record_type = 'assignment'
      and (record->>'patient_id')::uuid = any(${uuids(patientIds)})`);
  return rows.map((row) => row.id);
}

type Doomed = {
  type: ErasureRequest["type"];
  practiceId: PracticeId;
  personIds: readonly PersonId[];
  assignmentIds: readonly AssignmentId[];
};

/** Everything that there is of them, but for their ids in the audit. Rows go last that the first deletions make. */
export async function deleteAll(db: Database, doomed: Doomed): Promise<Counts> {
  const { type, practiceId, personIds, assignmentIds } = doomed;
  const [persons, assignments] = [uuids(personIds), uuids(assignmentIds)];
  const every = uuids([...personIds, ...assignmentIds]);
  const inPractice = sql`practice_id = ${practiceId}::uuid`;
  const ofType = type === "doctor" ? sql`true` : inPractice;
  const { keptIds, clearedVersions } = await clearMergedAway(db, doomed);
  const externalIds = await countOf(
    db,
    sql`delete from ${sql.identifier(`${type}_external_id`)}
      where ${ofType} and ${sql.identifier(`${type}_id`)} = any(${persons}) returning 1`,
  );
  await db.execute(sql`delete from assignment where ${inPractice} and id = any(${assignments})`);
  await db.execute(sql`delete from ${sql.identifier(type)} where ${ofType} and id = any(${persons})`);
  await db.execute(sql`delete from import_record where ${ofType} and record_id = any(${every})`);
  await db.execute(sql`
    delete from patient_merge where ${inPractice} and (kept_id = any(${persons}) or merged_id = any(${persons}))`);
  await db.execute(sql`delete from removed_record where ${inPractice} and record_id = any(${every})`);
  // Why staff wanted to see somebody may name them, and the mails of it name their ids.
  await db.execute(sql`delete from break_glass where ${inPractice} and patient_id = any(${persons})`);
  await db.execute(sql`
    delete from mail where template = 'breakGlass' and data->>'patientId' = any(${persons}::text[])`);
  // An assignment that was moved to another patient since had a version with this one.
  const versions = await countOf(
    db,
    sql`delete from record_version
      where ${inPractice} and (
        record_id = any(${every})
        or (record_type = 'assignment' and (record->>'patient_id')::uuid = any(${persons}))
      ) returning 1`,
  );
  await deleteUploads(db, doomed);
  const storedAnswers = await countOf(db, answersNaming([...personIds, ...assignmentIds, ...keptIds]));
  return {
    records: personIds.length,
    assignments: assignmentIds.length,
    versions,
    externalIds,
    storedAnswers,
    clearedVersions,
  };
}

/**
 * Files that were sent in for an import may have anybody in them, and nothing says whom: those go that could, of a doctor
 * in all practices, as their directory is one. They are kept for a day only, and a check or run of them ends.
 */
async function deleteUploads(db: Database, { type, practiceId }: Doomed): Promise<void> {
  const isSuspect =
    type === "patient" ? sql`practice_id = ${practiceId}::uuid` : sql`coalesce(records, 'doctor') = 'doctor'`;
  await db.execute(sql`delete from import_upload where ${isSuspect}`);
}

/** Answers that name an assignment name its patient and doctor, too. */
const answersNaming = (ids: readonly string[]) => {
  const patterns = `{${ids.map((id) => `%${id}%`).join(",")}}`;
  return sql`delete from idempotency_key where answer::text like any(${patterns}::text[]) returning 1`;
};

const sampled = [
  "patient",
  "doctor",
  "assignment",
  "record_version",
  "removed_record",
  "patient_external_id",
  "doctor_external_id",
  "patient_merge",
  "idempotency_key",
  "break_glass",
  "mail",
  "import_upload",
  "import_part",
];

/**
 * The planner keeps samples of what columns hold, names among them: they are taken anew. Those of a table that is
 * empty now would stay as they are, and can be cleared from PostgreSQL 18 on.
 */
export async function renewSamples(db: Database): Promise<void> {
  const [server] = await db.execute<{ clears: boolean }>(
    sql`select current_setting('server_version_num')::int >= 180000 as clears`,
  );
  if (server?.clears) {
    await db.execute(sql`
      select pg_clear_attribute_stats(schemaname::text, tablename::text, attname::text, inherited)
      from pg_stats where schemaname = 'public' and tablename = any(${`{${sampled.join(",")}}`}::text[])`);
  }
  await db.execute(sql.raw(`analyze ${sampled.join(", ")}`));
}
