import { resumeStatements } from "@caretype/chart/allergy/none-known";
import type { AuditEntry } from "@caretype/core/kernel/audit-log/entry";
import { appendEntries } from "@caretype/core/kernel/audit-log/queries";
import type { ImportId, PracticeId, RecordId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import type { Permission } from "@caretype/core/kernel/permissions/permissions";
import type { ChangeContext } from "@caretype/core/kernel/procedure/body-context";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { holdEvents, logOneEvent } from "@caretype/core/mechanisms/change-log/one-event";
import type { Database } from "@caretype/db";
import {
  callerOf,
  type JobCaller,
  keepSeconds,
  queuePosition,
  type RequestContext,
} from "../jobs/requests.ts";
import { maxSubjects } from "../pipeline/import-batch.ts";
import { tryImportLock } from "../pipeline/import-transaction.ts";
import { createServerThrottle, type Throttle } from "../pipeline/throttle.ts";
import { findImport, lockImport, markUndone } from "../queries.ts";
import type { UndoneImport } from "../schema.ts";
import { findRestricted, UndoBlocked } from "./guarded-blockers.ts";
import { type ImportKey, insertUndo, isUndoQueued } from "./undo-job-queries.ts";
import { clinicalCounts, findBlockers, findEndedStatements, lockMade, removeMade } from "./undo-queries.ts";

type Undoing = {
  id: ImportId;
  /** Builds an audit entry for removed records. Called once for each batch. */
  entryOf: (ids: RecordId[]) => AuditEntry;
  throttle: Throttle;
  dryRun?: boolean;
  /**
   * The caller's permissions. A refusal names only what they reveal, but its total counts all. Without them, it names
   * all.
   */
  permissions?: ReadonlySet<Permission>;
  /** Called with the number of records just removed. */
  onRemoved?: (records: number) => void;
};

export type Removed = Omit<UndoneImport, "state">;

const maxListed = 100;

/**
 * Removes the records that an import created, in the given transaction. The caller must hold the import lock, so that
 * no running import refers to them. Throws `IMPORT_NOT_FOUND`, `IMPORT_ALREADY_UNDONE`, and `IMPORT_HAS_CHANGED` with
 * the blocking records.
 */
export async function undoImport(
  db: Database,
  scope: Pick<Scope, "accountId" | "practiceId">,
  { id, entryOf, throttle, dryRun = false, permissions, ...callbacks }: Undoing,
): Promise<Removed> {
  const { practiceId, accountId } = scope;
  const batch = await lockImport(db, practiceId, id);
  const asked = { practiceId, accountId, importId: id, throttle };
  const ended = await findEndedStatements(db, asked);
  const patientIds = ended.map(({ patientId }) => patientId);
  const there = await lockMade(db, asked, patientIds);
  const { listed, isElsewhere, total } = await findBlockers(db, asked, maxListed);
  const restricted = await findRestricted(db, asked, maxListed);
  if (total + restricted.length > 0 || isElsewhere) {
    const counts = { blockedByTotal: total + restricted.length, blockedElsewhere: isElsewhere };
    throw new UndoBlocked({ named: listed, restricted }, counts, permissions);
  }
  const onRemoved = async (ids: RecordId[]) => {
    await appendEntries(db, [entryOf(ids)]);
    callbacks.onRemoved?.(ids.length);
  };
  if (!dryRun) {
    await holdEvents(db);
    await removeMade(db, asked, { most: maxSubjects, onRemoved });
    await resumeStatements(db, scope, ended);
    await markUndone(db, scope, id);
    const count = Object.values(there).reduce((sum, each) => sum + each, 0);
    await logOneEvent(db, practiceId, { recordType: "import", action: "undone", recordId: id, count });
  }
  const shown = <Counted extends Counts>(counted: Counted) =>
    permissions?.has("clinical:read") === false ? { ...counted, clinicalRecords: [] } : counted;
  const counts = shown({
    patients: there.patient,
    doctors: there.doctor,
    assignments: there.assignment,
    appointments: there.appointment,
    clinicalRecords: clinicalCounts(there),
  });
  return { id, ...counts, alreadyRemoved: recordsIn(shown(batch)) - recordsIn(counts) };
}

type Counts = Pick<UndoneImport, "patients" | "doctors" | "assignments" | "appointments" | "clinicalRecords">;

const recordsIn = ({ patients, doctors, assignments, appointments, clinicalRecords }: Counts) =>
  patients +
  doctors +
  assignments +
  appointments +
  clinicalRecords.reduce((sum, { count }) => sum + count, 0);

/** The most records undone within a call. It takes about a second, during which it occupies a shared connection. */
const maxByCall = 10_000;

/**
 * Undoes an import as a procedure. A large import is undone in the background, and so is one that must wait for
 * another import or undo.
 */
export async function undoImportByCall(
  context: RequestContext & Pick<ChangeContext, "audit">,
  id: ImportId,
): Promise<UndoneImport> {
  const { db, scope, audit } = context;
  const { practiceId, permissions } = scope;
  const entryOf = (ids: RecordId[]) => undoEntry(practiceId, callerOf(context), { subjects: new Set(ids) });
  const key = { practiceId, importId: id };
  const records = recordsIn(await findImport(db, scope, id));
  const isQueued = await lockUnlessQueued(db, key);
  if (!isQueued && records <= maxByCall && (await tryImportLock(db)))
    return {
      state: "undone",
      ...(await undoImport(db, scope, { id, entryOf, throttle: createServerThrottle(), permissions })),
    };
  // The removals are audited when it runs.
  audit.unchanged();
  if (!isQueued) await queueUndo(context, { ...key, records });
  return { id, state: "undoing", ...none };
}

const none = {
  patients: 0,
  doctors: 0,
  assignments: 0,
  appointments: 0,
  clinicalRecords: [],
  alreadyRemoved: 0,
};

/** Builds an audit entry of an undo. */
export function undoEntry(
  practiceId: PracticeId,
  { role, ...from }: JobCaller,
  known: Pick<AuditEntry, "subjects"> & Partial<AuditEntry>,
): AuditEntry {
  const basis = `${role} import:undo`;
  return { ...from, practiceId, action: "import.undo", outcome: "ok", basis, ...known };
}

/** Resolves to true if an undo is queued or runs. Otherwise locks the import against others. */
async function lockUnlessQueued(db: Database, key: ImportKey): Promise<boolean> {
  // A running undo holds the lock until its end, so check before locking.
  if (await isUndoQueued(db, key)) return true;
  await lockImport(db, key.practiceId, key.importId);
  return isUndoQueued(db, key);
}

async function queueUndo(context: RequestContext, undo: ImportKey & { records: number }): Promise<void> {
  const { db, scope, services } = context;
  const { stage: usual, priority } = await queuePosition(db, scope);
  // A command's import is in no queue.
  const stage = (await tryImportLock(db)) ? usual : "waiting";
  const jobId = newId();
  await insertUndo(db, { ...undo, jobId, caller: callerOf(context), stage });
  await services.importJobs.add(db, { id: jobId, keepSeconds, priority });
}
