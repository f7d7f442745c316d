import { hasLaterRecords, lockRecords } from "@caretype/chart/clinical/patient-records";
import { DomainError, onlyRow } from "@caretype/core/kernel/error/domain-error";
import type { DoctorId, PatientId, PracticeId, RecordId } from "@caretype/core/kernel/field/ids";
import { uuids } from "@caretype/core/kernel/field/uuids";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { logOneEvent } from "@caretype/core/mechanisms/change-log/one-event";
import { holdDoctors } from "@caretype/core/people/doctor/hold-doctors";
import { invented, noteOnPractice } from "@caretype/core/people/patient/invented";
import { advisoryLocks, type Database, prepared } from "@caretype/db";
import {
  appointment,
  assignment,
  doctor,
  doctorExternalId,
  note,
  patient,
  patientMerge,
  sampleData,
} from "@caretype/db/schema";
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { SampleSchedule } from "./schedule/add-schedule.ts";
import type { InventedRecords, SampleData } from "./schema.ts";

/** The system of sample doctors' external identifiers. */
export const sampleSystem = "sample";

/** Serializes removals with each other and with additions, because all practices share the sample's doctors. */
export const lockSampling = (db: Database) =>
  db.execute(sql`select pg_advisory_xact_lock(${advisoryLocks.sampling})`);

/** Blocks removals, but not other additions. */
export const shareSampling = (db: Database) =>
  db.execute(sql`select pg_advisory_xact_lock_shared(${advisoryLocks.sampling})`);

/** Serializes additions that insert doctors. */
export const lockSampleDirectory = (db: Database) =>
  db.execute(sql`select pg_advisory_xact_lock(${advisoryLocks.sampleDoctors})`);

/** Throws `PRACTICE_NOT_EMPTY`. */
export async function requireNoPatients(db: Database, { practiceId }: Scope): Promise<void> {
  const [found] = await db
    .select({ id: patient.id })
    .from(patient)
    .where(eq(patient.practiceId, practiceId))
    // Written to use an index even after an import, before the planner has statistics.
    .orderBy(patient.id)
    .limit(1);
  if (found) throw new DomainError("PRACTICE_NOT_EMPTY");
}

/** The sample has the practice's id. */
export const logSample = (
  db: Database,
  { practiceId }: Scope,
  { action, patients }: { action: "added" | "removed"; patients: number },
): Promise<void> =>
  logOneEvent(db, practiceId, { recordType: "sample_data", action, recordId: practiceId, count: patients });

type Sample = SampleSchedule & { patientIds: PatientId[] };
const nobodysSample: Sample = { patientIds: [], visitTypeIds: [], roomIds: [], doctorIds: [] };

/**
 * Claims the practice for one sample, also against other processes. Patients of earlier samples stay marked as
 * invented.
 */
export async function claimSample(db: Database, { practiceId, accountId }: Scope): Promise<void> {
  const { patientIds: _kept, ...setUp } = nobodysSample;
  await db
    .insert(sampleData)
    .values({ practiceId, ...nobodysSample, addedBy: accountId })
    .onConflictDoUpdate({
      target: sampleData.practiceId,
      set: { ...setUp, addedBy: accountId, removedAt: null },
    });
}

export async function rememberSample(
  db: Database,
  { practiceId }: Scope,
  { patientIds, ...setUp }: Sample,
): Promise<void> {
  await db
    .update(sampleData)
    .set({
      ...setUp,
      patientIds: sql`${sampleData.patientIds} || ${uuids(patientIds)}`,
      // Later than the versions of the sample, so that any newer version is a change by a person.
      addedAt: sql`statement_timestamp()`,
    })
    .where(eq(sampleData.practiceId, practiceId));
  await noteOnPractice(db, practiceId);
}

/** Throws `SAMPLE_DATA_NOT_FOUND`. */
export async function lockSample(
  db: Database,
  { practiceId }: Scope,
): Promise<Sample & { removedAt: string | null }> {
  const { patientIds, visitTypeIds, roomIds, doctorIds, removedAt } = sampleData;
  const rows = await db
    .select({ patientIds, visitTypeIds, roomIds, doctorIds, removedAt })
    .from(sampleData)
    .where(eq(sampleData.practiceId, practiceId))
    .for("update");
  return onlyRow(rows, "SAMPLE_DATA_NOT_FOUND");
}

/** Ends the sample. Its patients stay marked as invented, because a removed one can be restored. */
export async function endSample(db: Database, { practiceId }: Scope): Promise<void> {
  await db.update(sampleData).set({ removedAt: sql`now()` }).where(eq(sampleData.practiceId, practiceId));
  await noteOnPractice(db, practiceId);
}

/** A sample patient who was merged with a real one, or has a signed note. Only an erasure can delete these. */
const isKept = (practiceId: SQL, patientIds: SQL) => sql`(exists (
  select from ${note} where note.practice_id = ${practiceId} and note.patient_id = own.id
) or exists (
  with recursive merged (id) as (
    select merged_id from ${patientMerge} where practice_id = ${practiceId} and kept_id = own.id and undone_at is null
    union select each.merged_id from ${patientMerge} as each join merged on each.kept_id = merged.id
      where each.practice_id = ${practiceId} and each.undone_at is null
  ) select from merged where merged.id <> all (${patientIds})))`;

/** A person has changed, booked, assigned or recorded something for the patient since the sample was added. */
const isChanged = (practiceId: SQL, addedAt: SQL) => sql`(own.updated_at > ${addedAt}
  or ${hasLaterRecords("own", practiceId, addedAt)}
  or exists (select from ${appointment} where appointment.practice_id = ${practiceId}
    and appointment.patient_id = own.id and appointment.updated_at > ${addedAt})
  or exists (select from ${assignment} where assignment.practice_id = ${practiceId}
    and assignment.patient_id = own.id and assignment.updated_at > ${addedAt}))`;

const remaining = prepared(["practiceId", "ids", "addedAt"], (db) => {
  const practiceId = sql`${sql.placeholder("practiceId")}::uuid`;
  const ids = sql`${sql.placeholder("ids")}::uuid[]`;
  return (
    db
      .select({
        id: sql<PatientId>`own.id`,
        name: sql<string>`own.name`,
        isKept: sql<boolean>`${isKept(practiceId, ids)}`,
        isChanged: sql<boolean>`${isChanged(practiceId, sql`${sql.placeholder("addedAt")}::timestamptz`)}`,
      })
      .from(sql`unnest(${ids}) as of_sample (id)`)
      // Looks up one patient at a time, by key.
      .innerJoin(
        sql`lateral (
          select * from ${patient} as own
          where own.practice_id = ${practiceId} and own.id = of_sample.id limit 1
        ) as own`,
        sql`true`,
      )
      .orderBy(sql`own.sort_name`, sql`own.id`)
  );
});

const named = ({ id, name }: { id: PatientId; name: string }) => ({ id, name });

/** The practice's sample, if any, and the patients that a removal would delete. */
export async function findSample(db: Database, { practiceId }: Scope): Promise<SampleData> {
  const [found] = await invented(db).execute({ practiceId });
  const patients = found ? await remaining(db).execute({ practiceId, ...found }) : [];
  // A restored patient of an earlier removal counts too.
  const isThere = found && (found.removedAt === null || patients.length > 0);
  const removable = patients.filter((each) => !each.isKept);
  const changed = removable.filter(({ isChanged }) => isChanged).map(named);
  const kept = patients.filter((each) => each.isKept).map(named);
  return {
    addedAt: isThere ? found.addedAt : null,
    patients: removable.length,
    changedPatients: changed.length,
    keptPatients: kept.length,
    changed,
    kept,
  };
}

/** The practice's invented patients, and the directory's invented doctors. */
export async function findInvented(db: Database, { practiceId }: Scope): Promise<InventedRecords> {
  const [row] = await invented(db).execute({ practiceId });
  const doctors = await inventedDoctors(db).execute();
  return { patientIds: row?.ids ?? [], doctorIds: doctors.map(({ id }) => id) };
}

type SamplePatient = { id: PatientId; isKept: boolean };

/** Locks the sample's remaining patients and their clinical records against changes and assignments. */
export async function lockSamplePatients(db: Database, scope: Scope, ids: readonly PatientId[]) {
  const { practiceId } = scope;
  // A separate query, because Citus refuses to lock rows of several tables at once.
  await db.execute(sql`
    select from ${patient} where practice_id = ${practiceId} and id = any (${uuids(ids)}) order by id for update`);
  await lockRecords(db, scope, ids);
  return db.execute<SamplePatient>(sql`
    select own.id, ${isKept(sql`${practiceId}::uuid`, uuids(ids))} as "isKept" from ${patient} as own
    where own.practice_id = ${practiceId} and own.id = any (${uuids(ids)})`);
}

type OfPatients = { practiceId: PracticeId; ids: readonly PatientId[] };

/** Returns the patients with their assignments and doctors, for the audit. */
export async function recordsOf(db: Database, { practiceId, ids }: OfPatients): Promise<RecordId[]> {
  const assigned = await db
    .select({ id: assignment.id, doctorId: assignment.doctorId })
    .from(assignment)
    .where(and(eq(assignment.practiceId, practiceId), sql`${assignment.patientId} = any (${uuids(ids)})`));
  return [...new Set([...ids, ...assigned.flatMap(({ id, doctorId }) => [id, doctorId])])];
}

export async function deletePatients(db: Database, { practiceId, ids }: OfPatients): Promise<void> {
  await db
    .delete(patient)
    .where(and(eq(patient.practiceId, practiceId), sql`${patient.id} = any (${uuids(ids)})`));
}

const sampleDoctors = (db: Database) =>
  db
    .select({ key: doctorExternalId.value, id: doctor.id })
    .from(doctorExternalId)
    .innerJoin(doctor, eq(doctor.id, doctorExternalId.doctorId))
    .where(eq(doctorExternalId.system, sampleSystem))
    .orderBy(doctor.id);

const inventedDoctors = prepared([], (db) => sampleDoctors(db));

/** Locks the sample's doctors against another removal. Citus would lock all doctors if this were part of a read. */
export async function holdSampleDoctors(db: Database): Promise<{ key: string; id: DoctorId }[]> {
  const found = await sampleDoctors(db);
  const held = await holdDoctors(
    db,
    found.map(({ id }) => id),
  );
  return found.filter(({ id }) => held.has(id));
}

/** Blocks assignments of the sample's doctors. Skips doctors who are being assigned, to avoid deadlocks. */
export const lockSampleDoctors = (db: Database) =>
  sampleDoctors(db).for("update", { of: doctor, skipLocked: true });

/** Deletes the locked doctors that no practice uses. */
export async function deleteUnusedDoctors(db: Database, ids: readonly DoctorId[]): Promise<void> {
  const isLocked = sql`doctor_id = any (${uuids(ids)})`;
  // A separate statement: Citus cannot delete from the directory using another table.
  const used = await db.execute<{ id: DoctorId }>(sql`
    select doctor_id as id from assignment where ${isLocked}
    union select doctor_id from appointment where ${isLocked} and ends_at > now()
      and status in ('pending', 'booked', 'arrived')
    union select doctor_id from membership where ${isLocked}`);
  const inUse = new Set(used.map(({ id }) => id));
  await db.delete(doctor).where(
    inArray(
      doctor.id,
      ids.filter((id) => !inUse.has(id)),
    ),
  );
}
