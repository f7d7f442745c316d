import type { BulkDatabase, Database, DatabaseHandle } from "@caretype/db";
import { appendEntries } from "../audit/log/queries.ts";
import type { Permission } from "../permissions.ts";
import { auditedCommand, type EntryOf } from "./audited-command.ts";
import type { DuplicateSummary } from "./import-duplicates.ts";
import type { Importer } from "./importer.ts";
import { createCommandsPace } from "./pace.ts";
import type { ImportProblems } from "./problems.ts";
import { type ImportStage, ProgressCounter } from "./progress-counter.ts";
import { tryImportLock, waitForImportLock } from "./queries.ts";
import { DryRun, type ImportSummary, runImport } from "./run-import.ts";
import type { SyntheaSource } from "./synthea-columns.ts";
import { syntheaPlan } from "./synthea-plan.ts";

export type ImportRequest = {
  /** Of the account that imports, into the practice it signs in to. */
  email: string;
  /** Where the source puts what it cannot read, and the import what it cannot take. */
  problems: ImportProblems;
  /** Does everything, and takes it back. */
  dryRun: boolean;
  onStage: (stage: ImportStage) => void;
};

const needed: Permission[] = ["patient:create", "doctor:create", "assignment:create"];

/**
 * Imports a Synthea export in one transaction: all of it or nothing. What an earlier import has brought, in
 * this practice or, of doctors, in any, is left as it is now.
 * @throws {ImportRefused} when the account may not import, or any row is bad.
 */
export function importSynthea(
  database: DatabaseHandle,
  source: SyntheaSource,
  request: ImportRequest,
): Promise<ImportSummary> {
  return auditedCommand(database, {
    action: "import.synthea",
    email: request.email,
    needed,
    ...(request.dryRun && { reads: { isDryRun: true, subjectsOf: () => [] } }),
    run: (importer, entryOf) => importAs(database, { source, importer, entryOf, ...request }),
  });
}

type Importing = ImportRequest & { source: SyntheaSource; importer: Importer; entryOf: EntryOf };

async function importAs(database: DatabaseHandle, importing: Importing): Promise<ImportSummary> {
  const { source, importer, entryOf, problems, dryRun, onStage } = importing;
  const progress = new ProgressCounter(0, onStage);
  try {
    return await database.bulkTransaction(async (transaction) => {
      const pace = await createCommandsPace(database, transaction);
      progress.enter("reading");
      const summary = await runImport(transaction, {
        plan: syntheaPlan(source),
        importer,
        entryOf,
        problems,
        pace,
        progress,
        takeTurn: (turning) => takeTurn(turning, progress),
      });
      await auditShown(transaction, entryOf, summary.duplicates);
      if (dryRun) throw new DryRun(summary);
      return summary;
    });
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
    // Its own entries went with it, and whoever was there before is told of all the same.
    await auditShown(database.appender, entryOf, error.summary.duplicates);
    return error.summary;
  }
}

async function takeTurn(transaction: BulkDatabase, progress: ProgressCounter) {
  if (await tryImportLock(transaction)) return;
  progress.enter("waiting");
  await waitForImportLock(transaction);
}

/** They were not imported: they were there before, and are told of. */
async function auditShown(db: Database, entryOf: EntryOf, { first }: DuplicateSummary) {
  const shown = first.map(({ thereId }) => thereId);
  if (shown.length > 0) await appendEntries(db, [{ ...entryOf(shown), action: "import.duplicates" }]);
}
