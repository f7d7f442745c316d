import type { Database } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import type { AssignmentId, PatientId, PracticeId } from "../../kernel/field/ids.ts";
import { noPractice } from "../../kernel/field/no-practice.ts";
import { uuids } from "../../kernel/field/uuids.ts";
import { hooksOf } from "../../kernel/hooks.ts";
import { eraseRows } from "../../mechanisms/removal/erase-rows.ts";
import { forgetChanges } from "../event/queries.ts";
import type { FoundRows } from "../hooks.ts";
import { eraseReferringRows } from "../other-rows.ts";
import type { CheckedRequest, ErasureRequest, PersonId } from "./request.ts";
import { clearTakenValues } from "./taken-values.ts";

/** A present or removed person to erase. `practiceId` is `noPractice` for a doctor. */
export type Person = {
  id: PersonId;
  practiceId: PracticeId;
  name: string;
  lastName: string;
  isRemoved: boolean;
};

export type Counts = {
  /** Present and removed records, including patients that were merged into this one. */
  records: number;
  assignments: number;
  appointments: number;
  /** Encounters and other clinical records. */
  clinicalRecords: number;
  versions: number;
  externalIds: number;
  storedAnswers: number;
  /** Versions of other patients with data from this one by a merge. */
  clearedVersions: number;
};

const countOf = async (db: Database, rows: SQL): Promise<number> => {
  const [row] = await db.execute<{ count: number }>(
    sql`with erased as (${rows}) select count(*)::int as count from erased`,
  );
  return row?.count ?? 0;
};

/**
 * Finds and locks the person: blocks changes, removals, restorations and assignments until the transaction
 * ends. A concurrent removal or restoration moves the record between tables, so the first is checked again.
 */
export async function lockPerson(db: Database, request: CheckedRequest): Promise<Person | undefined> {
  return (
    (await lockPresent(db, request)) ?? (await lockRemoved(db, request)) ?? (await lockPresent(db, request))
  );
}

async function lockPresent(db: Database, { type, id, practiceId }: CheckedRequest) {
  const practice = type === "doctor" ? sql`${noPractice}::uuid` : sql`practice_id`;
  const isIn = practiceId === undefined ? sql`` : sql`and practice_id = ${practiceId}::uuid`;
  const [row] = await db.execute<Person>(sql`
    select id, ${practice} as "practiceId", name, last_name as "lastName", false as "isRemoved"
    from ${sql.identifier(type)} where id = ${id}::uuid ${isIn} for update`);
  return row;
}

async function lockRemoved(db: Database, { type, id, practiceId }: CheckedRequest) {
  const isIn = practiceId === undefined ? sql`` : sql`and practice_id = ${practiceId}::uuid`;
  const [practice, kept] =
    type === "doctor"
      ? [sql`${noPractice}::uuid`, sql`removed_doctor where record_id = ${id}::uuid`]
      : [
          sql`practice_id`,
          sql`removed_record where record_id = ${id}::uuid and record_type = ${type} ${isIn}`,
        ];
  const [row] = await db.execute<Person>(sql`
    select record_id as id, ${practice} as "practiceId", record->>'name' as name, record->>'last_name' as "lastName",
      true as "isRemoved"
    from ${kept} for update`);
  return row;
}

/** Returns the patient that this one was merged into, if any. */
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
 * Locks all merges of a patient, transitively. Undoing a merge locks it before the patients, so this order
 * avoids a deadlock.
 */
export async function lockMerges(db: Database, { id, practiceId }: CheckedRequest): Promise<void> {
  const inPractice = sql`practice_id = ${practiceId}::uuid`;
  const found = await db.execute<{ id: string }>(sql`
    with recursive merged as (
      select ${id}::uuid as id
      union
      select merge.merged_id from merged join patient_merge as merge on merge.${inPractice} and merge.kept_id = merged.id
    )
    select id from patient_merge as merge
    where ${inPractice} and exists (select from merged where merged.id in (merge.kept_id, merge.merged_id))`);
  await db.execute(sql`
    select from patient_merge where ${inPractice} and id = any(${uuids(found.map((merge) => merge.id))})
    order by id for update`);
}

/** The request with the patient's practice, as Citus has each practice's rows on one node. */
export async function inPracticeOf(db: Database, request: CheckedRequest): Promise<CheckedRequest> {
  const { type, id, practiceId } = request;
  if (type === "doctor" || practiceId !== undefined) return request;
  const [found] = [
    ...(await db.execute<{ practiceId: PracticeId }>(sql`
      select practice_id as "practiceId" from patient where id = ${id}::uuid`)),
    ...(await db.execute<{ practiceId: PracticeId }>(sql`
      select practice_id as "practiceId" from removed_record where record_id = ${id}::uuid and record_type = 'patient'`)),
  ];
  return { ...request, ...(found ?? { practiceId: noPractice }) };
}

/**
 * Returns all patients merged into this one, transitively. Excludes patients restored without undoing the
 * merge.
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

/** Counts a doctor's assignments, and their practices. */
export async function countAssignments(db: Database, doctorId: PersonId) {
  const [row] = await db.execute<{ assignments: number; practices: number }>(sql`
    select count(*)::int as assignments, count(distinct practice_id)::int as practices
    from assignment where doctor_id = ${doctorId}::uuid`);
  return row ?? { assignments: 0, practices: 0 };
}

/** Returns the patients' present and removed assignments. */
export async function findAssignments(db: Database, practiceId: PracticeId, patientIds: readonly PersonId[]) {
  const rows = await db.execute<{ id: AssignmentId }>(sql`
    select id from assignment where practice_id = ${practiceId}::uuid and patient_id = any(${uuids(patientIds)})
    union all
    select record_id from removed_record
    where practice_id = ${practiceId}::uuid and record_type = 'assignment'
      and (record->>'patient_id')::uuid = any(${uuids(patientIds)})`);
  return rows.map((row) => row.id);
}

type Target = {
  type: ErasureRequest["type"];
  practiceId: PracticeId;
  personIds: readonly PersonId[];
  assignmentIds: readonly AssignmentId[];
  /** Rows of each module about the persons. */
  found: readonly FoundRows[];
};

/**
 * Deletes all data about the persons except their ids in the audit. Tables that the first deletions write to
 * come last.
 */
export async function deleteAll(db: Database, target: Target): Promise<Counts> {
  const { type, practiceId, personIds, assignmentIds, found } = target;
  const [persons, assignments] = [uuids(personIds), uuids(assignmentIds)];
  const idsOf = (counted: FoundRows["counted"]) =>
    found.filter((rows) => rows.counted === counted).flatMap(({ ids }) => ids);
  const ids = [...personIds, ...assignmentIds, ...found.flatMap((rows) => rows.ids)];
  const inPractice = sql`practice_id = ${practiceId}::uuid`;
  const ofType = type === "doctor" ? sql`true` : inPractice;
  const { removedRows, versionRows } = keptRows(target, ids);
  const { keptIds, clearedVersions } = await clearTakenValues(db, target);
  const externalIds = await countOf(
    db,
    sql`delete from ${sql.identifier(`${type}_external_id`)}
      where ${ofType} and ${sql.identifier(`${type}_id`)} = any(${persons}) returning 1`,
  );
  // Counted here, as versions of deleted records are deleted with them.
  let versions = await countOf(
    db,
    sql`delete from record_version where ${inPractice} and record_id = any(${uuids(idsOf("clinicalRecords"))}) returning 1`,
  );
  if (type === "patient") {
    // The last module first, as its rows refer to those of others.
    for (const { erase } of hooksOf("patient").toReversed()) await erase?.(db, target, personIds);
    await db.execute(sql`delete from assignment where ${inPractice} and id = any(${assignments})`);
    await eraseReferringRows(db, target, personIds);
  } else {
    for (const { erase } of hooksOf("doctor").toReversed()) await erase(db, personIds);
    await db.execute(sql`update invitation set doctor_id = null where doctor_id = any(${persons})`);
  }
  await db.execute(sql`delete from ${sql.identifier(type)} where ${ofType} and id = any(${persons})`);
  await db.execute(sql`
    delete from patient_merge where ${inPractice} and (kept_id = any(${persons}) or merged_id = any(${persons}))`);
  await db.execute(sql`
    delete from distinct_patients where ${inPractice} and (first_id = any(${persons}) or second_id = any(${persons}))`);
  if (type === "patient") await forgetChanges(db, { practiceId, personIds, ids });
  for (const forget of hooksOf("forget")) await forget(db, { type, practiceId, personIds, ids });
  // Earlier versions of an assignment that was moved to another patient have this one.
  versions += await countOf(db, sql`delete from ${versionRows} returning 1`);
  await eraseRows(db, removedRows);
  const storedAnswers = await countOf(db, answersNaming([...ids, ...keptIds]));
  return {
    records: personIds.length,
    assignments: assignmentIds.length,
    appointments: idsOf("appointments").length,
    clinicalRecords: idsOf("clinicalRecords").length,
    versions,
    externalIds,
    storedAnswers,
    clearedVersions,
  };
}

/** Versions and removed records of the persons, also of tables that no module names. */
function keptRows({ type, practiceId, personIds }: Target, ids: readonly string[]) {
  const persons = uuids(personIds);
  if (type === "doctor") {
    const isOf = sql`record_id = any(${persons})`;
    return { removedRows: sql`removed_doctor where ${isOf}`, versionRows: sql`doctor_version where ${isOf}` };
  }
  const isOf = sql`practice_id = ${practiceId}::uuid and (record_id = any(${uuids(ids)})
    or (record_type <> 'patient' and (record->>'patient_id')::uuid = any(${persons})))`;
  return { removedRows: sql`removed_record where ${isOf}`, versionRows: sql`record_version where ${isOf}` };
}

/** Deletes stored answers that contain one of the ids. */
const answersNaming = (ids: readonly string[]) => {
  const patterns = `{${ids.map((id) => `%${id}%`).join(",")}}`;
  return sql`delete from idempotency_key where answer::text like any(${patterns}::text[]) returning 1`;
};

/**
 * All tables, including those that no module names, or also their indexes, whose expressions have statistics of their
 * own. Without the audit's months, which contain no names.
 */
const withStatistics = (...kinds: ("r" | "i")[]) => sql`
  select relname from pg_class
  where relnamespace = 'public'::regnamespace and relkind = any(${`{${kinds.join(",")}}`}::"char"[]) and not relispartition`;

/**
 * Rebuilds the planner's statistics, which contain sample values such as names. `analyze` does not reset those of an
 * empty table, so they are cleared first, which needs PostgreSQL 18.
 */
export async function rebuildStatistics(db: Database): Promise<void> {
  const [server] = await db.execute<{ clears: boolean; tables: string }>(sql`
    select current_setting('server_version_num')::int >= 180000 as clears,
      (select string_agg(quote_ident(relname), ', ') from (${withStatistics("r")}) as named) as tables`);
  if (server?.clears)
    await db.execute(sql`
      select pg_clear_attribute_stats(schemaname::text, tablename::text, attname::text, inherited)
      from pg_stats where schemaname = 'public' and tablename in (${withStatistics("r", "i")})`);
  await db.execute(sql.raw(`analyze ${server?.tables}`));
}
