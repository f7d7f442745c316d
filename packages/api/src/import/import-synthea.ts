import type { BulkDatabase, Database, DatabaseHandle } from "@caretype/db";
import { appendEntries } from "../audit/log/queries.ts";
import type { Permission } from "../permissions.ts";
import { auditedCommand, type EntryOf } from "./audited-command.ts";
import type { DuplicateSummary } from "./import-duplicates.ts";
import type { Importer } from "./importer.ts";
import type { ImportProblems } from "./problems.ts";
import { type ImportStage, ProgressCounter } from "./progress-counter.ts";
import { tryImportLock, waitForImportLock } from "./queries.ts";
import { DryRun, type ImportSummary, runImport } from "./run-import.ts";
import { isClinicalFile, type SyntheaSource } from "./synthea-columns.ts";
import { syntheaPlan } from "./synthea-plan.ts";
import { createCommandThrottle } from "./throttle.ts";

export type ImportRequest = {
  /** The email address of the importing account. Imports into the practice that it signs in to. */
  email: string;
  /** Collects the problems of reading and of importing. */
  problems: ImportProblems;
  /** Runs the whole import, then rolls it back. */
  dryRun: boolean;
  /** Whether to write names without Synthea's numbers and capitals. Default true. */
  readableNames?: boolean;
  /** Whether encounters that have ended become completed appointments. Default false. */
  appointments?: boolean;
  onStage: (stage: ImportStage) => void;
};

const exportFiles = ["patients.csv", "providers.csv", "encounters.csv"];

const permissionsFor = ({ appointments = false }: ImportRequest, { files }: SyntheaSource): Permission[] => [
  ...(["patient:create", "doctor:create", "assignment:create"] as const),
  ...(appointments ? (["appointment:create"] as const) : []),
  ...(files.some(isClinicalFile) ? (["clinical:write"] as const) : []),
];

/**
 * Imports a Synthea export in one transaction: all of it or nothing. Records of earlier imports stay
 * unchanged; doctors also if another practice imported them.
 * @throws {ImportRefused} if the account lacks a permission, or any row is invalid.
 */
export function importSynthea(
  database: DatabaseHandle,
  source: SyntheaSource,
  request: ImportRequest,
): Promise<ImportSummary> {
  return auditedCommand(database, {
    action: "import.synthea",
    email: request.email,
    needed: permissionsFor(request, source),
    ...(request.dryRun && { reads: { isDryRun: true, subjectsOf: () => [] } }),
    run: (importer, entryOf) => importAs(database, { source, importer, entryOf, ...request }),
  });
}

type Importing = ImportRequest & { source: SyntheaSource; importer: Importer; entryOf: EntryOf };

async function importAs(database: DatabaseHandle, importing: Importing): Promise<ImportSummary> {
  const {
    source,
    importer,
    entryOf,
    problems,
    dryRun,
    readableNames = true,
    appointments = false,
  } = importing;
  const progress = new ProgressCounter(0, importing.onStage);
  try {
    return await database.bulkTransaction(async (transaction) => {
      const throttle = await createCommandThrottle(database, transaction);
      progress.enter("reading");
      const summary = await runImport(transaction, {
        plan: syntheaPlan(source, { readableNames, appointments }),
        importer,
        entryOf,
        problems,
        throttle,
        progress,
        files: [...exportFiles, ...source.files.filter(isClinicalFile)],
        rowsSkipped: 0,
        leavesOutInvalid: false,
        acquireLock: (turning) => acquireLock(turning, progress),
      });
      await auditShown(transaction, entryOf, summary.duplicates);
      if (dryRun) throw new DryRun(summary);
      return summary;
    });
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
    // The rollback removed the entries, but the summary still discloses existing patients.
    await auditShown(database.appender, entryOf, error.summary.duplicates);
    return error.summary;
  }
}

async function acquireLock(transaction: BulkDatabase, progress: ProgressCounter) {
  if (await tryImportLock(transaction)) return;
  progress.enter("waiting");
  await waitForImportLock(transaction);
}

/** Audits the existing patients that the summary discloses. */
async function auditShown(db: Database, entryOf: EntryOf, { first }: DuplicateSummary) {
  const shown = first.map(({ thereId }) => thereId);
  if (shown.length > 0) await appendEntries(db, [{ ...entryOf(shown), action: "import.duplicates" }]);
}
