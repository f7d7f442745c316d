import { DomainError, invalidInput } from "@caretype/core/kernel/error/domain-error";
import type { AppointmentId, DoctorId, EncounterId, PatientId } from "@caretype/core/kernel/field/ids";
import { isSame } from "@caretype/core/kernel/field/is-same";
import { type ChangeContext, unchanged } from "@caretype/core/kernel/procedure/body-context";
import type { Author, Scope } from "@caretype/core/kernel/procedure/scope";
import { type Database, prepared } from "@caretype/db";
import { appointment, doctor, patient } from "@caretype/db/schema";
import { eq, sql } from "drizzle-orm";
import { requireBorn } from "../clinical/recordable.ts";
import { instantNow, isFuture } from "../clinical/times.ts";
import { requireOffered } from "../codes/require-offered.ts";
import { addDoctorAsReader } from "../restriction/add-reader.ts";
import { changeRow, encounterRow, insertEncounter, lockForChange, requireNoEncounter } from "./queries.ts";
import type {
  CancelEncounter,
  ChangeEncounter,
  CreateEncounter,
  Encounter,
  EncounterStatus,
  EnterEncounterInError,
  FinishEncounter,
  StartEncounter,
  UpdateEncounter,
} from "./schema.ts";
import { mayDo, type Step, steps } from "./steps.ts";

type References = {
  patientId: PatientId;
  doctorId?: DoctorId | null | undefined;
  appointmentId?: AppointmentId | null | undefined;
  /** The encounter with these references. Undefined for a new one. */
  id?: EncounterId | null;
};

const referred = prepared(["practiceId", "patientId", "doctorId", "appointmentId"], (db) => {
  const practice = sql.placeholder("practiceId");
  const isIt = (
    table: typeof appointment | typeof doctor | typeof patient,
    name: "patientId" | "doctorId" | "appointmentId",
  ) => eq(table.id, sql.placeholder(name));
  return db
    .select({
      isPatient: sql<boolean>`exists (
        select from ${patient} where ${eq(patient.practiceId, practice)} and ${isIt(patient, "patientId")})`,
      isDoctor: sql<boolean>`exists (select from ${doctor} where ${isIt(doctor, "doctorId")})`,
      visited: sql<PatientId | null>`(
        select ${appointment.patientId} from ${appointment}
        where ${eq(appointment.practiceId, practice)} and ${isIt(appointment, "appointmentId")})`,
    })
    .from(sql`(select) as here`);
});

/**
 * Throws `PATIENT_NOT_FOUND`, `DOCTOR_NOT_FOUND`, `APPOINTMENT_NOT_FOUND`, `APPOINTMENT_HAS_ENCOUNTER`, and
 * `INVALID_INPUT` for another patient's appointment.
 */
async function requireReferences(
  db: Database,
  scope: Scope,
  { patientId, doctorId = null, appointmentId = null, id = null }: References,
): Promise<void> {
  const { practiceId } = scope;
  if (doctorId === null && appointmentId === null) return;
  const [found] = await referred(db).execute({ practiceId, patientId, doctorId, appointmentId });
  if (!found?.isPatient) throw new DomainError("PATIENT_NOT_FOUND");
  if (doctorId !== null && !found.isDoctor) throw new DomainError("DOCTOR_NOT_FOUND");
  if (appointmentId === null) return;
  if (found.visited === null) throw new DomainError("APPOINTMENT_NOT_FOUND");
  if (found.visited !== patientId) throw invalidInput({ appointmentId: ["Is of another patient"] });
  await requireNoEncounter(db, scope, { appointmentId, patientId, id });
}

/** The times of a new encounter, including those that its status implies. */
function timesOf({ status, startedAt, endedAt }: CreateEncounter) {
  if (status === "finished") {
    if (startedAt === undefined) throw invalidInput({ startedAt: ["Required"] });
    return { startedAt, endedAt: endedAt ?? instantNow() };
  }
  const begun = status === "in-progress" ? instantNow() : null;
  return { startedAt: startedAt ?? begun, endedAt: endedAt ?? null };
}

/** Builds the row for a valid input. An import inserts many at once. Throws `INVALID_INPUT` for impossible times. */
export function newEncounterRow(author: Author, input: CreateEncounter) {
  const times = timesOf(input);
  requirePossibleTimes(input.status, times);
  return encounterRow(author, { ...input, ...times });
}

/** Throws `PATIENT_NOT_FOUND`, and those of `requireReferences`. */
export async function createEncounter(
  db: Database,
  scope: Scope,
  input: CreateEncounter,
): Promise<Encounter> {
  const reason =
    input.reason && (await requireOffered(db, scope, { field: "encounter.reason", concept: input.reason }));
  const row = newEncounterRow(scope, { ...input, reason });
  await requireBorn(db, scope, { patientId: input.patientId, fields: row, isNew: true });
  await requireReferences(db, scope, input);
  return insertEncounter(db, row);
}

/** Throws `STALE_VERSION`, `ENCOUNTER_LOCKED`, `ENCOUNTER_STATE`, and those of a new encounter. */
export async function updateEncounter(
  { db, scope, audit }: ChangeContext,
  { id, expectedVersion, ...changes }: UpdateEncounter,
): Promise<Encounter> {
  const current = await lockForChange(db, scope, { id, expectedVersion });
  if (isSame(current, changes)) return unchanged(audit, current);
  if (current.status === "entered-in-error") throw refusedStatus(current.status);
  if (current.lockedAt !== null) throw new DomainError("ENCOUNTER_LOCKED");
  const { startedAt = current.startedAt, endedAt = current.endedAt } = changes;
  requirePossibleTimes(current.status, { startedAt, endedAt });
  await requireBorn(db, scope, { patientId: current.patientId, fields: changes });
  await requireReferences(db, scope, { ...changes, patientId: current.patientId, id });
  if (changes.doctorId) await addDoctorAsReader(db, scope, { encounterId: id, doctorId: changes.doctorId });
  if (!changes.reason) return changeRow(db, scope, { id, changes });
  const chosen = { concept: changes.reason, current: current.reason };
  const reason = await requireOffered(db, scope, { field: "encounter.reason", ...chosen });
  return changeRow(db, scope, { id, changes: { ...changes, reason } });
}

type Stepping =
  | ({ step: "arrive" } & ChangeEncounter)
  | ({ step: "start" } & StartEncounter)
  | ({ step: "finish" } & FinishEncounter)
  | ({ step: "cancel" } & CancelEncounter)
  | ({ step: "enterInError" } & EnterEncounterInError);

/** The columns that a step changes besides the status. */
function written(input: Stepping): Parameters<typeof changeRow>[2]["changes"] {
  if (input.step === "start") return { startedAt: input.startedAt ?? instantNow() };
  if (input.step === "finish") return { endedAt: input.endedAt ?? instantNow() };
  if (input.step === "cancel") return { cancellationReason: input.reason };
  return input.step === "enterInError" ? { errorReason: input.reason } : {};
}

/** Throws `ENCOUNTER_STATE`, `STALE_VERSION`, and `INVALID_INPUT` for impossible times. */
export async function takeStep({ db, scope }: ChangeContext, input: Stepping): Promise<Encounter> {
  const { id, step } = input;
  const current = await lockForChange(db, scope, input);
  const status = statusAfter(step, current);
  const changes = { status, ...written(input) };
  const { startedAt = current.startedAt, endedAt = current.endedAt } = changes;
  if (step === "start" || step === "finish") requirePossibleTimes(status, { startedAt, endedAt });
  await requireBorn(db, scope, { patientId: current.patientId, fields: changes });
  return changeRow(db, scope, { id, changes });
}

/**
 * Permanently locks a finished encounter, so that nothing more is recorded in it. Throws `ENCOUNTER_STATE`,
 * `ENCOUNTER_LOCKED` and `STALE_VERSION`.
 */
export async function lockEncounter(
  { db, scope }: ChangeContext,
  input: ChangeEncounter,
): Promise<Encounter> {
  const { lockedAt, status } = await lockForChange(db, scope, input);
  if (status !== "finished") throw refusedStatus(status);
  if (lockedAt !== null) throw new DomainError("ENCOUNTER_LOCKED");
  return changeRow(db, scope, {
    id: input.id,
    // Later than any record that the transaction has waited for.
    changes: { lockedAt: sql`statement_timestamp()`, lockedBy: scope.accountId },
  });
}

/** Returns the status after a step. Throws `ENCOUNTER_STATE`, which names the current one, if it is not allowed. */
function statusAfter(step: Step, { status }: Pick<Encounter, "status">): EncounterStatus {
  if (!mayDo(step, status)) throw refusedStatus(status);
  return steps[step].to;
}

const refusedStatus = (status: EncounterStatus) =>
  new DomainError("ENCOUNTER_STATE", { recordStatus: status });

type Times = Pick<Encounter, "startedAt" | "endedAt">;

/**
 * Throws `INVALID_INPUT` for impossible times: an end before the start, more than a day in the future, or a time that
 * the status does not have yet.
 */
function requirePossibleTimes(status: EncounterStatus, { startedAt, endedAt }: Times): void {
  const hasBegun = status === "in-progress" || status === "finished";
  if (startedAt !== null && !hasBegun) throw invalidInput({ startedAt: ["Has not started in this status"] });
  if (endedAt !== null && status !== "finished")
    throw invalidInput({ endedAt: ["Has not ended in this status"] });
  if (isFuture(startedAt)) throw invalidInput({ startedAt: ["Is more than a day in the future"] });
  if (isFuture(endedAt)) throw invalidInput({ endedAt: ["Is more than a day in the future"] });
  if (startedAt !== null && endedAt !== null && Date.parse(endedAt) < Date.parse(startedAt))
    throw invalidInput({ endedAt: ["Has to be no earlier than the start"] });
}
