import type { Database, DatabaseHandle } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { AuditEntry } from "../audit/entry.ts";
import { appendEntries } from "../audit/queries.ts";
import type { Scope } from "../context.ts";
import { DomainError } from "../errors.ts";
import { mostSubjects } from "./audit-import.ts";
import { auditedCommand, type EntryOf } from "./audited-command.ts";
import { findImport, listImports, lockImport, markUndone } from "./batch-queries.ts";
import { createCommandsPace, type Pace } from "./pace.ts";
import { tryImportLock, waitForImportLock } from "./queries.ts";
import type { ImportPage, UndoneImport } from "./schema.ts";
import { findBlockers, lockMade, removeMade } from "./undo-queries.ts";

type Undoing = {
  id: string;
  /** An entry that names what was removed; as many are written as it takes. */
  entryOf: (ids: string[]) => AuditEntry;
  pace: Pace;
  dryRun?: boolean;
};

const mostListed = 100;

/**
 * Removes exactly what an import has made, as any removal does, in the transaction that it is given. It needs the
 * lock of the imports, so that none that runs refers to what is about to go.
 * Rejects with `IMPORT_NOT_FOUND`, `IMPORT_ALREADY_UNDONE`, and `IMPORT_HAS_CHANGED` with what stands in the way.
 */
async function undoImport(
  db: Database,
  scope: Pick<Scope, "accountId" | "practiceId">,
  { id, entryOf, pace, dryRun = false }: Undoing,
): Promise<UndoneImport> {
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
  const onRemoved = (ids: string[]) => appendEntries(db, [entryOf(ids)]);
  const removed = dryRun ? there : await removeMade(db, made, { most: mostSubjects, onRemoved });
  if (!dryRun) await markUndone(db, scope, id);
  const { patient: patients, doctor: doctors, assignment: assignments } = removed;
  const before = batch.patients + batch.doctors + batch.assignments;
  return { id, patients, doctors, assignments, alreadyRemoved: before - patients - doctors - assignments };
}

/** So many take a second, for which a procedure may keep one of the connections that all calls share. */
const mostByCall = 10_000;

/**
 * The same as a procedure. It neither waits for an import, rejecting with `SERVICE_UNAVAILABLE` while one is running,
 * nor takes long: rejects with `IMPORT_TOO_LARGE`, too.
 */
export async function undoImportByCall(db: Database, scope: Scope, undoing: Undoing): Promise<UndoneImport> {
  const { patients, doctors, assignments } = await findImport(db, scope.practiceId, undoing.id);
  if (patients + doctors + assignments > mostByCall) throw new DomainError("IMPORT_TOO_LARGE");
  if (!(await tryImportLock(db))) throw new DomainError("SERVICE_UNAVAILABLE", { retryAfterSeconds: 5 });
  return undoImport(db, scope, undoing);
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
): Promise<UndoneImport> {
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
