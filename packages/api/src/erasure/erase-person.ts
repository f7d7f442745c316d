import { type Database, type DatabaseHandle, sqlStateOf } from "@caretype/db";
import { commandEntry } from "../audit/log/entry.ts";
import { appendEntries } from "../audit/log/queries.ts";
import { toDomainError } from "../error/map.ts";
import type { PracticeId } from "../field/ids.ts";
import { noPractice } from "../field/no-practice.ts";
import {
  type Counts,
  countAssignments,
  deleteAll,
  findAssignments,
  findKeptPatient,
  findMergedPatients,
  holdMerges,
  holdPerson,
  type Person,
  renewSamples,
} from "./queries.ts";
import {
  type CheckedRequest,
  checkRequest,
  ErasureRefused,
  type ErasureRequest,
  type PersonId,
  requireNameless,
} from "./request.ts";

/** What is, or was, erased. Ids and counts only: names do not belong on a terminal. */
export type Erasure = Counts & {
  type: ErasureRequest["type"];
  id: PersonId;
  practiceId: PracticeId | null;
  /** Patients that were merged into this one, and go with it. */
  mergedIds: PersonId[];
};

/** What `erasePerson` would do just now; nothing is changed. Rejects as that does. */
export async function planErasure(database: DatabaseHandle, request: ErasureRequest): Promise<Erasure> {
  const planned = new Planned();
  try {
    return await audited(database, request, (checked) =>
      database.bulkTransaction(async (db) => {
        planned.erasure = await erase(db, checked);
        throw planned;
      }),
    );
  } catch (error) {
    if (error === planned && planned.erasure) return planned.erasure;
    throw error;
  }
}

/** Rolls back what was tried in order to count it. */
class Planned extends Error {
  erasure: Erasure | undefined;
}

/**
 * Deletes a patient or a doctor with all their versions, and all else that says anything of them: for ever. Their ids
 * stay in the audit, and with them that they were erased, and why.
 * @throws {ErasureRefused} with nothing changed.
 */
export function erasePerson(database: DatabaseHandle, request: ErasureRequest): Promise<Erasure> {
  return audited(database, request, (checked) =>
    database.bulkTransaction(async (db) => {
      const erasure = await erase(db, checked);
      await appendEntries(db, [tombstone(checked, erasure)]);
      await renewSamples(db);
      return erasure;
    }),
  );
}

async function erase(db: Database, request: CheckedRequest): Promise<Erasure> {
  const { type, id, reason } = request;
  if (type === "patient") await holdMerges(db, request);
  const person = await holdPerson(db, request);
  if (!person) throw notFound(request);
  const merged = type === "patient" ? await holdMerged(db, person) : [];
  requireNameless(reason, [person, ...merged]);
  if (type === "doctor") await requireUnassigned(db, id);
  const { practiceId } = person;
  const mergedIds = merged.map((each) => each.id);
  const personIds = [id, ...mergedIds];
  const assignmentIds = type === "patient" ? await findAssignments(db, practiceId, personIds) : [];
  const counts = await deleteAll(db, { type, practiceId, personIds, assignmentIds });
  return { type, id, practiceId: practiceId === noPractice ? null : practiceId, mergedIds, ...counts };
}

async function holdMerged(db: Database, person: Person): Promise<Person[]> {
  const keptId = person.isRemoved ? await findKeptPatient(db, person) : undefined;
  if (keptId !== undefined) {
    throw new ErasureRefused(
      "INVALID_INPUT",
      `This patient was merged into ${keptId}: erase that one, and this one goes with it; or undo the merge first.`,
    );
  }
  const held: Person[] = [];
  for (const id of await findMergedPatients(db, person)) {
    const merged = await holdPerson(db, { type: "patient", id, practiceId: person.practiceId, reason: "" });
    if (merged?.isRemoved) held.push(merged);
  }
  return held;
}

async function requireUnassigned(db: Database, id: PersonId): Promise<void> {
  const { assignments, practices } = await countAssignments(db, id);
  if (assignments === 0) return;
  throw new ErasureRefused(
    "DOCTOR_HAS_ASSIGNMENTS",
    `The doctor is still assigned: ${assignments} assignments in ${practices} practices. Have them removed first.`,
  );
}

const notFound = ({ type, id, practiceId }: ErasureRequest) =>
  new ErasureRefused(
    type === "patient" ? "PATIENT_NOT_FOUND" : "DOCTOR_NOT_FOUND",
    `There is no ${type} ${id}${practiceId === undefined ? "" : ` in the practice ${practiceId}`}, nor one that was removed.`,
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

const tombstone = (request: CheckedRequest, { id, practiceId, mergedIds }: Erasure) =>
  entryOf(request, { practiceId, subjects: new Set([id, ...mergedIds]) });

/** What is refused is in the audit, too, but for a reason that is not fit to be kept. */
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
  if (sqlStateOf(error) !== "42501") return error;
  return new ErasureRefused(
    "PERMISSION_DENIED",
    "The database's user may not erase: run this with the one that owns the tables, as for `caretype migrate`.",
  );
}
