import type { BulkDatabase, Database, DatabaseHandle } from "@caretype/db";
import { appendEntries } from "../audit/queries.ts";
import type { Permission } from "../permissions.ts";
import { auditImport } from "./audit-import.ts";
import { auditedCommand, type EntryOf } from "./audited-command.ts";
import { type DuplicateSummary, noDuplicates, summarizeDuplicates } from "./import-duplicates.ts";
import { createCommandsPace } from "./pace.ts";
import { type ImportProblems, ImportRefused } from "./problems.ts";
import {
  insertAssignments,
  insertBatch,
  insertDoctors,
  insertPatients,
  type Tally,
  tryImportLock,
  waitForImportLock,
} from "./queries.ts";
import { stagedPairs } from "./stage-pairs.ts";
import { readPhones, type StagingContext, stagedDoctors, stagedPatients } from "./stage-records.ts";
import { addStagedProblems } from "./staged-problems.ts";
import { copyDoctors, copyPairs, copyPatients, createStagingTables } from "./staging.ts";
import type { SyntheaSource } from "./synthea-columns.ts";

export type ImportStage = "reading" | "waiting" | "writing" | "comparing";
export type ImportSummary = {
  /** For `import undo`; null when nothing was imported, so that there is nothing to undo. */
  importId: string | null;
  patients: Tally;
  doctors: Tally;
  assignments: Tally;
  /** New patients who may be ones that were there before. */
  duplicates: DuplicateSummary;
};

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

/** Carries the summary out of a transaction that is to be rolled back. */
class DryRun extends Error {
  readonly summary: ImportSummary;

  constructor(summary: ImportSummary) {
    super("dry run");
    this.summary = { ...summary, importId: null };
  }
}

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

type ImportContext = StagingContext & ImportRequest & { entryOf: EntryOf };

async function importAs(
  database: DatabaseHandle,
  context: Omit<ImportContext, "pace">,
): Promise<ImportSummary> {
  try {
    return await database.bulkTransaction(async (transaction) => {
      const pace = await createCommandsPace(database, transaction);
      const summary = await runImport(transaction, { ...context, pace });
      if (context.dryRun) throw new DryRun(summary);
      return summary;
    });
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
    // Its own entries went with it, and whoever was there before is told of all the same.
    await auditShown(database.appender, context.entryOf, error.summary.duplicates);
    return error.summary;
  }
}

async function runImport(transaction: BulkDatabase, context: ImportContext): Promise<ImportSummary> {
  const { importer, problems, onStage, entryOf, pace } = context;
  onStage("reading");
  await stage(transaction, context);
  if (!(await tryImportLock(transaction))) {
    onStage("waiting");
    await waitForImportLock(transaction);
  }
  onStage("writing");
  await addStagedProblems(transaction, context);
  if (problems.total > 0) throw new ImportRefused("The export has errors.", { problems });
  const made = {
    patients: await insertPatients(transaction, context),
    doctors: await insertDoctors(transaction, context),
    assignments: await insertAssignments(transaction, context),
  };
  await auditImport(transaction, entryOf, pace);
  const isAnything = made.patients.imported + made.doctors.imported + made.assignments.imported > 0;
  if (!isAnything) return { importId: null, ...made, duplicates: noDuplicates };
  const importId = await insertBatch(transaction, context, made);
  onStage("comparing");
  const duplicates = await summarizeDuplicates(
    transaction,
    { practiceId: importer.practiceId, importId },
    pace,
  );
  await auditShown(transaction, entryOf, duplicates);
  return { importId, ...made, duplicates };
}

/** They were not imported: they were there before, and are told of. */
async function auditShown(db: Database, entryOf: EntryOf, { first }: DuplicateSummary) {
  const shown = first.map(({ thereId }) => thereId);
  if (shown.length > 0) await appendEntries(db, [{ ...entryOf(shown), action: "import.duplicates" }]);
}

async function stage(transaction: BulkDatabase, context: StagingContext) {
  await createStagingTables(transaction);
  await transaction.copyFrom(copyPatients, stagedPatients(context));
  const phones = await readPhones(context);
  await transaction.copyFrom(copyDoctors, stagedDoctors(context, phones));
  await transaction.copyFrom(copyPairs, stagedPairs(context));
}
