import { appendEntries } from "@caretype/core/kernel/audit-log/queries";
import type { PracticeId } from "@caretype/core/kernel/field/ids";
import type { Permission } from "@caretype/core/kernel/permissions/permissions";
import type { Database, DatabaseHandle } from "@caretype/db";
import type { DuplicateSummary } from "../duplicate/import-duplicates.ts";
import type { EntryOf } from "../pipeline/import-batch.ts";
import { keepOrRollBack, waitForImportLock } from "../pipeline/import-transaction.ts";
import type { ImportPlan } from "../pipeline/stage-rows.ts";
import { createCommandThrottle, type ImportStage, ProgressCounter } from "../pipeline/throttle.ts";
import { type ImportSummary, runImport } from "../run-import.ts";
import type { ImportProblems } from "../source/problems.ts";
import { auditedCommand } from "./audited-command.ts";

/** Options of every import of the command line. */
export type CommandImport = {
  /** The importing account's email address. The import goes to the practice that it signs in to. */
  email: string;
  /** Collects the problems of reading and of importing. */
  problems: ImportProblems;
  /** Runs the whole import, then rolls it back. */
  dryRun: boolean;
  /** Imports the valid rows if others are invalid. Otherwise nothing is imported. */
  leavesOutInvalid?: boolean;
  onStage: (stage: ImportStage) => void;
};

type Importing = CommandImport & {
  action: string;
  needed: readonly Permission[];
  planIn: (practiceId: PracticeId) => ImportPlan;
  /** The files' names, for the list of imports. */
  files: readonly string[];
};

/**
 * Imports all or nothing, at full speed while the practice is idle.
 * @throws {ImportRefused} if the account lacks a permission, or any row is invalid.
 */
export function importByCommand(
  database: DatabaseHandle,
  { action, email, needed, planIn, dryRun, leavesOutInvalid = false, onStage, ...run }: Importing,
): Promise<ImportSummary> {
  const progress = new ProgressCounter(0, onStage);
  return auditedCommand(database, {
    action,
    email,
    needed,
    ...(dryRun && { reads: { isDryRun: true, subjectsOf: () => [] } }),
    async run(importer, entryOf) {
      const { result, isKept } = await keepOrRollBack(
        database,
        async (transaction) => {
          const throttle = await createCommandThrottle(database, transaction.shared);
          progress.enter("reading");
          const summary = await runImport(transaction, {
            ...run,
            plan: planIn(importer.practiceId),
            importer,
            entryOf,
            throttle,
            progress,
            rowsSkipped: 0,
            leavesOutInvalid,
            acquireLock: (turning) => waitForImportLock(turning.shared, () => progress.enter("waiting")),
          });
          await auditShown(transaction, entryOf, summary.duplicates);
          return { result: summary, isKept: !dryRun };
        },
        importer.practiceId,
      );
      if (isKept) return result;
      // The rollback removed the entries, but the summary still discloses existing patients.
      await auditShown(database.appender, entryOf, result.duplicates);
      return { ...result, importId: null };
    },
  });
}

/** Audits the existing patients that the summary discloses. */
async function auditShown(db: Database, entryOf: EntryOf, { first }: DuplicateSummary) {
  const shown = first.map(({ thereId }) => thereId);
  if (shown.length > 0) await appendEntries(db, [{ ...entryOf(shown), action: "import.duplicates" }]);
}
