import { constraintOf, type Database, type DatabaseHandle, sqlStateOf } from "@caretype/db";
import { sql } from "drizzle-orm";
import { commandEntry } from "../../kernel/audit-log/entry.ts";
import { appendEntries } from "../../kernel/audit-log/queries.ts";
import { toDomainError } from "../../kernel/error/map.ts";
import type { PracticeId } from "../../kernel/field/ids.ts";
import { noPractice } from "../../kernel/field/no-practice.ts";
import { hooksOf } from "../../kernel/hooks.ts";
import { holdEvents, logOneEvent } from "../../mechanisms/change-log/one-event.ts";
import type { FoundRows } from "../hooks.ts";
import {
  type Counts,
  countAssignments,
  deleteAll,
  findAssignments,
  findKeptPatient,
  findMergedPatients,
  inPracticeOf,
  lockMerges,
  lockPerson,
  type Person,
  rebuildStatistics,
} from "./queries.ts";
import {
  type CheckedRequest,
  checkRequest,
  ErasureRefused,
  type ErasureRequest,
  type PersonId,
  requireNoName,
} from "./request.ts";

/** The result of an erasure or its plan: ids and counts only, because names do not belong on a terminal. */
export type Erasure = Counts & {
  type: ErasureRequest["type"];
  id: PersonId;
  practiceId: PracticeId | null;
  /** Patients merged into this one, which are erased with it. */
  mergedIds: PersonId[];
};

/** Returns what `erasePerson` would do, without changes. Throws the same errors. */
export async function planErasure(database: DatabaseHandle, request: ErasureRequest): Promise<Erasure> {
  const planned = new Planned();
  try {
    return await audited(database, request, (checked) =>
      database.bulkTransaction(async (db) => {
        const { auditedIds: _, ...erasure } = await erase(db, checked);
        planned.erasure = erasure;
        throw planned;
      }),
    );
  } catch (error) {
    if (error === planned && planned.erasure) return planned.erasure;
    throw error;
  }
}

/** Rolls back a planned erasure. */
class Planned extends Error {
  erasure: Erasure | undefined;
}

/**
 * Permanently deletes a patient or a doctor with all versions and all related data. The audit keeps their ids
 * and the reason.
 * @throws {ErasureRefused} with nothing changed.
 */
export function erasePerson(database: DatabaseHandle, request: ErasureRequest): Promise<Erasure> {
  return audited(database, request, (checked) =>
    database.bulkTransaction(async (db) => {
      const { auditedIds, ...erasure } = await erase(db, checked);
      await appendEntries(db, [tombstone(checked, erasure, auditedIds)]);
      await rebuildStatistics(db);
      return erasure;
    }),
  );
}

async function erase(db: Database, asked: CheckedRequest): Promise<Erasure & { auditedIds: string[] }> {
  // Otherwise Citus refuses to analyze tables whose copies the transaction has changed. Not `set local`: Citus sends
  // that to the nodes, where triggers need it.
  await db.execute(sql`select set_config('citus.enable_local_execution', 'off', true)`);
  await holdEvents(db);
  const request = await inPracticeOf(db, asked);
  const { type, id, reason } = request;
  if (type === "patient") await lockMerges(db, request);
  const person = await lockPerson(db, request);
  if (!person) throw notFound(asked);
  const merged = type === "patient" ? await lockMerged(db, person) : [];
  requireNoName(reason, [person, ...merged]);
  if (type === "doctor") await requireUnassigned(db, id);
  const { practiceId } = person;
  const mergedIds = merged.map((each) => each.id);
  const personIds = [id, ...mergedIds];
  const assignmentIds = type === "patient" ? await findAssignments(db, practiceId, personIds) : [];
  const found: FoundRows[] = [];
  if (type === "patient")
    for (const rows of hooksOf("patient")) found.push(await rows.find(db, { practiceId }, personIds));
  const counts = await deleteAll(db, { type, practiceId, personIds, assignmentIds, found });
  if (type === "patient") {
    const count = counts.records + counts.assignments + counts.appointments + counts.clinicalRecords;
    await logOneEvent(db, practiceId, { recordType: type, action: "erased", recordId: id, count });
  }
  return {
    type,
    id,
    practiceId: practiceId === noPractice ? null : practiceId,
    mergedIds,
    auditedIds: found.flatMap(({ audited = [] }) => audited),
    ...counts,
  };
}

async function lockMerged(db: Database, person: Person): Promise<Person[]> {
  const keptId = person.isRemoved ? await findKeptPatient(db, person) : undefined;
  if (keptId !== undefined) {
    throw new ErasureRefused(
      "INVALID_INPUT",
      `This patient was merged into ${keptId}: erase that patient to erase both, or undo the merge first.`,
    );
  }
  const locked: Person[] = [];
  for (const id of await findMergedPatients(db, person)) {
    const merged = await lockPerson(db, { type: "patient", id, practiceId: person.practiceId, reason: "" });
    if (merged?.isRemoved) locked.push(merged);
  }
  return locked;
}

async function requireUnassigned(db: Database, id: PersonId): Promise<void> {
  const { assignments, practices } = await countAssignments(db, id);
  if (assignments === 0) return requireNoAppointments(db, id);
  throw new ErasureRefused(
    "DOCTOR_HAS_ASSIGNMENTS",
    `The doctor is still assigned: ${assignments} assignments in ${practices} practices. Remove them first.`,
  );
}

/** Past appointments stay with their patients, and name the doctor by id only. */
async function requireNoAppointments(db: Database, id: PersonId): Promise<void> {
  const counts = await Promise.all(hooksOf("doctor").map(({ countBlocking }) => countBlocking(db, id)));
  const standing = counts.reduce((sum, count) => sum + count, 0);
  if (standing === 0) return;
  throw new ErasureRefused(
    "DOCTOR_HAS_APPOINTMENTS",
    `The doctor still has ${standing} appointments. Cancel them first.`,
  );
}

const notFound = ({ type, id, practiceId }: ErasureRequest) =>
  new ErasureRefused(
    type === "patient" ? "PATIENT_NOT_FOUND" : "DOCTOR_NOT_FOUND",
    `No ${type} ${id} exists${practiceId === undefined ? "" : ` in the practice ${practiceId}`}, present or removed.`,
  );

const entryOf = (
  { type, id, practiceId, reason }: CheckedRequest,
  known: { practiceId?: PracticeId | null; subjects?: Set<string> } = {},
) =>
  commandEntry(`erase.${type}`, {
    practiceId: known.practiceId ?? practiceId ?? null,
    basis: `command line: ${reason}`,
    subjects: known.subjects ?? new Set([id]),
  });

/** Also names signed notes, as `caretype audit verify` would miss their signatures otherwise. */
const tombstone = (
  request: CheckedRequest,
  { id, practiceId, mergedIds }: Erasure,
  auditedIds: readonly string[],
) => entryOf(request, { practiceId, subjects: new Set([id, ...mergedIds, ...auditedIds]) });

/** Refusals are audited, too, except for an invalid request, whose reason must not be stored. */
async function audited<Result>(
  database: DatabaseHandle,
  request: ErasureRequest,
  run: (checked: CheckedRequest) => Promise<Result>,
): Promise<Result> {
  const checked = checkRequest(request);
  try {
    return await run(checked);
  } catch (thrown) {
    if (thrown instanceof Planned) throw thrown;
    const error = toRefusal(thrown);
    const outcome = error instanceof ErasureRefused ? error.code : toDomainError(error).code;
    if (outcome !== "INVALID_INPUT") {
      await appendEntries(database.appender, [{ ...entryOf(checked), outcome }]).catch(() => undefined);
    }
    throw error;
  }
}

function toRefusal(error: unknown): unknown {
  const state = sqlStateOf(error);
  if (state === "23503")
    return new ErasureRefused(
      "PATIENT_HAS_RECORDS",
      `Rows of another table refer to what would be erased, by its foreign key ${constraintOf(error)}. Delete them first.`,
    );
  if (state !== "42501") return error;
  return new ErasureRefused(
    "PERMISSION_DENIED",
    "The database user may not erase: use the owner of the tables, as for `caretype migrate`.",
  );
}
