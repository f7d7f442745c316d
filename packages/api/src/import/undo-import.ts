import type { Database, DatabaseHandle } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { AuditEntry } from "../audit/entry.ts";
import { appendEntries } from "../audit/queries.ts";
import type { Scope } from "../context.ts";
import { DomainError } from "../errors.ts";
import { mostSubjects } from "./audit-import.ts";
import { auditedCommand, type EntryOf } from "./audited-command.ts";
import { listImports, lockImport, markUndone } from "./batch-queries.ts";
import { waitForImportLock } from "./queries.ts";
import type { ImportPage, UndoneImport } from "./schema.ts";
import { findBlockers, lockMade, removeMade } from "./undo-queries.ts";

type Undoing = {
  id: string;
  /** An entry that names what was removed; as many are written as it takes. */
  entryOf: (ids: string[]) => AuditEntry;
  dryRun?: boolean;
};

const mostListed = 100;

/**
 * Removes exactly what an import has made, as any removal does, in the transaction that it is given. It needs the
 * lock of the imports, so that none that runs refers to what is about to go.
 * Rejects with `IMPORT_NOT_FOUND`, `IMPORT_ALREADY_UNDONE`, and `IMPORT_HAS_CHANGED` with what stands in the way.
 */
export async function undoImport(
  db: Database,
  scope: Pick<Scope, "accountId" | "practiceId">,
  { id, entryOf, dryRun = false }: Undoing,
): Promise<UndoneImport> {
  const { practiceId } = scope;
  const batch = await lockImport(db, practiceId, id);
  const made = { practiceId, importId: id };
  const there = await lockMade(db, made);
  const { listed, isElsewhere, total } = await findBlockers(db, made, mostListed);
  if (total > 0) {
    throw new DomainError("IMPORT_HAS_CHANGED", {
      blockedBy: listed,
      blockedByTotal: total,
      blockedElsewhere: isElsewhere,
    });
  }
  const onRemoved = (ids: string[]) => appendEntries(db, [entryOf(ids)]);
  const removed = dryRun ? there : await removeMade(db, made, { slice: mostSubjects, onRemoved });
  if (!dryRun) await markUndone(db, scope, id);
  const { patient: patients, doctor: doctors, assignment: assignments } = removed;
  const before = batch.patients + batch.doctors + batch.assignments;
  return { id, patients, doctors, assignments, alreadyRemoved: before - patients - doctors - assignments };
}

/** Of a procedure, which waits for no long import: rejects as a lock that took too long, `SERVICE_UNAVAILABLE`. */
export async function takeImportLock(db: Database): Promise<void> {
  await db.execute(sql`select set_config('lock_timeout', '5s', true)`);
  await waitForImportLock(db);
}

type CommandRequest = { email: string; id: string; dryRun: boolean };

/**
 * The same as a command, which waits for a running import to end.
 * @throws {ImportRefused} when the account may not, and what `undoImport` rejects with.
 */
export function undoImportAs(
  database: DatabaseHandle,
  { email, id, dryRun }: CommandRequest,
): Promise<UndoneImport> {
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
        return runUndo(db, importer, { id, dryRun, entryOf });
      }),
  });
}

/** Of an import whose records are all gone there is still an entry. */
async function runUndo(
  db: Database,
  scope: Pick<Scope, "accountId" | "practiceId">,
  { id, dryRun, entryOf }: { id: string; dryRun: boolean; entryOf: EntryOf },
): Promise<UndoneImport> {
  const undone = await undoImport(db, scope, { id, dryRun, entryOf });
  if (!dryRun) await appendEntries(db, [entryOf([id])]);
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
