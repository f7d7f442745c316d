import { appendEntries } from "@caretype/core/kernel/audit-log/queries";
import type { ImportId } from "@caretype/core/kernel/field/ids";
import { rolePermissions } from "@caretype/core/kernel/permissions/permissions";
import type { DuplicatePair } from "@caretype/core/people/patient/duplicate/pairs";
import { type DatabaseHandle, setLocal } from "@caretype/db";
import { duplicatePairs } from "../duplicate/import-duplicates.ts";
import { listImports } from "../list-imports.ts";
import { maxSubjects } from "../pipeline/import-batch.ts";
import { waitForImportLock } from "../pipeline/import-transaction.ts";
import { createCommandThrottle } from "../pipeline/throttle.ts";
import type { ImportPage } from "../schema.ts";
import { type Removed, undoImport } from "../undo/undo-import.ts";
import { auditedCommand } from "./audited-command.ts";

// A practice's imports on the command line: their list, undo, and possible duplicates.

type CommandRequest = {
  email: string;
  id: ImportId;
  dryRun: boolean;
  /** Called before it waits for another import or undo. */
  onWaiting: () => void;
};

/**
 * Undoes an import as a command, after any running import.
 * @throws {ImportRefused} if the account lacks the permission, and the errors of `undoImport`.
 */
export function undoImportAs(
  database: DatabaseHandle,
  { email, id, dryRun, onWaiting }: CommandRequest,
): Promise<Removed> {
  return auditedCommand(database, {
    action: "import.undo",
    email,
    needed: ["import:undo"],
    subjects: [id],
    ...(dryRun && { reads: { isDryRun: true, subjectsOf: () => [id] } }),
    run: (importer, entryOf) =>
      database.bulkTransaction(async (db) => {
        await setLocal(db, "caretype.account_id", importer.accountId);
        await waitForImportLock(db, onWaiting);
        const throttle = await createCommandThrottle(database, db);
        const undone = await undoImport(db, importer, { id, dryRun, entryOf, throttle });
        // Also audits an import whose records were all removed before.
        if (!dryRun) await appendEntries(db, [entryOf([id])]);
        return undone;
      }),
  });
}

/**
 * Lists the practice's imports, newest first. @throws {ImportRefused} if the account lacks the permission.
 */
export function listImportsAs(
  database: DatabaseHandle,
  { email, limit }: { email: string; limit: number },
): Promise<ImportPage> {
  return auditedCommand(database, {
    action: "import.list",
    email,
    needed: ["import:read"],
    reads: { isDryRun: false, subjectsOf: ({ items }) => items.map(({ id }) => id) },
    run: (importer) =>
      listImports(database.reader, { ...importer, permissions: rolePermissions[importer.role] }, { limit }),
  });
}

/**
 * Lists all current pairs of an import, for the command line.
 * @throws {ImportRefused} if the account lacks a permission, and `IMPORT_NOT_FOUND`.
 */
export function importDuplicatesAs(
  database: DatabaseHandle,
  { email, id }: { email: string; id: ImportId },
): Promise<DuplicatePair[]> {
  return auditedCommand(database, {
    action: "import.duplicates",
    email,
    needed: ["import:read", "patient:read"],
    subjects: [id],
    run: ({ practiceId }, entryOf) =>
      database.bulkTransaction(async (db) => {
        const throttle = await createCommandThrottle(database, db.shared);
        const all: DuplicatePair[] = [];
        for await (const pairs of duplicatePairs(db, { practiceId, importId: id }, throttle))
          all.push(...pairs);
        const subjects = [id, ...new Set(all.flatMap(({ newId, thereId }) => [newId, thereId]))];
        for (let at = 0; at < subjects.length; at += maxSubjects)
          await appendEntries(db, [entryOf(subjects.slice(at, at + maxSubjects))]);
        return all;
      }, practiceId),
  });
}
