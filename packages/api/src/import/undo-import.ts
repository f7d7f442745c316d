import type { Database, DatabaseHandle } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { AuditEntry } from "../audit/log/entry.ts";
import { appendEntries } from "../audit/log/queries.ts";
import { DomainError } from "../error/domain-error.ts";
import type { ImportId, RecordId } from "../field/ids.ts";
import { newId } from "../field/new-id.ts";
import type { ChangeContext } from "../procedure/body-context.ts";
import type { Scope } from "../procedure/scope.ts";
import { mostSubjects } from "./audit-import.ts";
import { auditedCommand, type EntryOf } from "./audited-command.ts";
import { findImport, listImports, lockImport, markUndone } from "./batch-queries.ts";
import { createCommandsPace, type Pace } from "./pace.ts";
import { placeInLine } from "./place-in-line.ts";
import { tryImportLock, waitForImportLock } from "./queries.ts";
import type { ImportPage, UndoneImport } from "./schema.ts";
import { insertUndo, isUnderWay } from "./undo-job-queries.ts";
import { findBlockers, lockMade, removeMade } from "./undo-queries.ts";
import { type AskContext, callerOf, keepSeconds } from "./upload/ask-for-job.ts";

type Undoing = {
  id: ImportId;
  /** An entry that names what was removed; as many are written as it takes. */
  entryOf: (ids: RecordId[]) => AuditEntry;
  pace: Pace;
  dryRun?: boolean;
  /** Hears how many more are gone. */
  onRemoved?: (records: number) => void;
};

type Removed = Omit<UndoneImport, "state">;

const mostListed = 100;

/**
 * Removes exactly what an import has made, as any removal does, in the transaction that it is given. It needs the
 * lock of the imports, so that none that runs refers to what is about to go.
 * Rejects with `IMPORT_NOT_FOUND`, `IMPORT_ALREADY_UNDONE`, and `IMPORT_HAS_CHANGED` with what stands in the way.
 */
export async function undoImport(
  db: Database,
  scope: Pick<Scope, "accountId" | "practiceId">,
  { id, entryOf, pace, dryRun = false, ...hearing }: Undoing,
): Promise<Removed> {
  const { practiceId } = scope;
  const batch = await lockImport(db, practiceId, id);
  const made = { practiceId, importId: id, pace };
  const there = await lockMade(db, made);
  const { listed, isElsewhere, total } = await findBlockers(db, made, mostListed);
  if (total > 0 || isElsewhere) {
    throw new DomainError("IMPORT_HAS_CHANGED", {
      blockedBy: listed,
      blockedByTotal: total,
      blockedElsewhere: isElsewhere,
    });
  }
  const onRemoved = async (ids: RecordId[]) => {
    await appendEntries(db, [entryOf(ids)]);
    hearing.onRemoved?.(ids.length);
  };
  const removed = dryRun ? there : await removeMade(db, made, { most: mostSubjects, onRemoved });
  if (!dryRun) await markUndone(db, scope, id);
  const { patient: patients, doctor: doctors, assignment: assignments } = removed;
  const before = batch.patients + batch.doctors + batch.assignments;
  return { id, patients, doctors, assignments, alreadyRemoved: before - patients - doctors - assignments };
}

/** So many take a second, for which a procedure may keep one of the connections that all calls share. */
const mostByCall = 10_000;

/**
 * The same as a procedure. It neither waits for an import, rejecting with `IMPORT_RUNNING` while one is running, nor
 * takes long: a large one is undone in the background.
 */
export async function undoImportByCall(
  context: AskContext & Pick<ChangeContext, "audit">,
  undoing: Undoing,
): Promise<UndoneImport> {
  const { db, scope } = context;
  const { patients, doctors, assignments } = await findImport(db, scope.practiceId, undoing.id);
  const records = patients + doctors + assignments;
  if (records > mostByCall) return askForUndo(context, { id: undoing.id, records });
  if (!(await tryImportLock(db))) throw new DomainError("IMPORT_RUNNING");
  return { state: "undone", ...(await undoImport(db, scope, undoing)) };
}

/** Once, however often it is asked for meanwhile. What is removed has entries of its own. */
async function askForUndo(
  context: AskContext & Pick<ChangeContext, "audit">,
  { id, records }: { id: ImportId; records: number },
): Promise<UndoneImport> {
  const { db, scope, services } = context;
  const { practiceId } = scope;
  const key = { practiceId, importId: id };
  context.audit.unchanged();
  // Who is at it has the lock to its end.
  if (!(await isUnderWay(db, key))) {
    await lockImport(db, practiceId, id);
    if (!(await isUnderWay(db, key))) {
      const { stage, priority } = await placeInLine(db, scope);
      const jobId = newId();
      await insertUndo(db, { ...key, jobId, caller: callerOf(context), stage, records });
      await services.importJobs.add(db, { id: jobId, keepSeconds, priority });
    }
  }
  return { id, state: "undoing", patients: 0, doctors: 0, assignments: 0, alreadyRemoved: 0 };
}

type CommandRequest = { email: string; id: ImportId; dryRun: boolean };

/**
 * The same as a command, which waits for a running import to end.
 * @throws {ImportRefused} when the account may not, and what `undoImport` rejects with.
 */
export function undoImportAs(
  database: DatabaseHandle,
  { email, id, dryRun }: CommandRequest,
): Promise<Removed> {
  return auditedCommand(database, {
    action: "import.undo",
    email,
    needed: ["import:undo"],
    subjects: [id],
    ...(dryRun && { reads: { isDryRun: true, subjectsOf: () => [id] } }),
    run: (importer, entryOf) =>
      database.bulkTransaction(async (db) => {
        await db.execute(sql`select set_config('caretype.account_id', ${importer.accountId}, true)`);
        await waitForImportLock(db);
        const pace = await createCommandsPace(database, db);
        return runUndo(db, importer, { id, dryRun, entryOf, pace });
      }),
  });
}

/** Of an import whose records are all gone there is still an entry. */
async function runUndo(
  db: Database,
  scope: Pick<Scope, "accountId" | "practiceId">,
  undoing: Undoing & { entryOf: EntryOf },
): Promise<Removed> {
  const undone = await undoImport(db, scope, undoing);
  if (!undoing.dryRun) await appendEntries(db, [undoing.entryOf([undoing.id])]);
  return undone;
}

/** The practice's imports, newest first. @throws {ImportRefused} when the account may not see them. */
export function listImportsAs(
  database: DatabaseHandle,
  { email, limit }: { email: string; limit: number },
): Promise<ImportPage> {
  return auditedCommand(database, {
    action: "import.list",
    email,
    needed: ["import:read"],
    reads: { isDryRun: false, subjectsOf: ({ items }) => items.map(({ id }) => id) },
    run: (importer) => listImports(database.reader, importer, { limit }),
  });
}
