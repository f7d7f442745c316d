import type { BulkDatabase } from "@caretype/db";
import type { ImportId } from "../field/ids.ts";
import { auditImport } from "./audit-import.ts";
import type { EntryOf } from "./audited-command.ts";
import { type DuplicateSummary, noDuplicates, summarizeDuplicates } from "./import-duplicates.ts";
import { ImportRefused } from "./problems.ts";
import {
  insertAssignments,
  insertBatch,
  insertDoctors,
  insertPatients,
  keepStatistics,
  type Tally,
} from "./queries.ts";
import type { StagingContext } from "./stage-records.ts";
import { addStagedProblems, type RecordPlaces } from "./staged-problems.ts";
import { createStagingTables, type Systems } from "./staging.ts";
import { addUniqueProblems, type UniqueColumns } from "./unique-problems.ts";

export type ImportSummary = {
  /** For `import undo`; null when nothing was imported, so that there is nothing to undo. */
  importId: ImportId | null;
  patients: Tally;
  doctors: Tally;
  assignments: Tally;
  /** New patients who may be ones that were there before. */
  duplicates: DuplicateSummary;
};

/** Carries the summary out of a transaction that is to be rolled back. */
export class DryRun extends Error {
  readonly summary: ImportSummary;

  constructor(summary: ImportSummary) {
    super("dry run");
    this.summary = { ...summary, importId: null };
  }
}

/** Where records come from, and how they are read. */
export type ImportPlan = {
  /** What kind of files these are, as the list of imports says it. */
  source: string;
  systems: Systems;
  places: RecordPlaces;
  unique: UniqueColumns;
  /** Reads all of it into the staging tables. */
  stage: (transaction: BulkDatabase, context: StagingContext) => Promise<void>;
};

export type ImportRun = StagingContext & {
  plan: ImportPlan;
  entryOf: EntryOf;
  /** Resolves once no other import, nor an undoing, goes on; none begins until the transaction ends. */
  takeTurn: (transaction: BulkDatabase) => Promise<void>;
};

/** Part of a transaction: all of it or nothing. @throws {ImportRefused} when any row is bad. */
export async function runImport(transaction: BulkDatabase, run: ImportRun): Promise<ImportSummary> {
  const { importer, problems, progress, entryOf, pace, plan } = run;
  await createStagingTables(transaction);
  await plan.stage(transaction, run);
  await run.takeTurn(transaction);
  await keepStatistics(transaction);
  progress.enter("writing", progress.staged);
  const planned = { ...run, ...plan };
  await addStagedProblems(transaction, planned);
  await addUniqueProblems(transaction, { ...planned, file: plan.places.doctor.file }, plan.unique);
  if (problems.total > 0) throw new ImportRefused("The export has errors.", { problems });
  const made = {
    patients: await insertPatients(transaction, planned),
    doctors: await insertDoctors(transaction, planned),
    assignments: await insertAssignments(transaction, planned),
  };
  await auditImport(transaction, entryOf, pace);
  const isAnything = made.patients.imported + made.doctors.imported + made.assignments.imported > 0;
  if (!isAnything) return { importId: null, ...made, duplicates: noDuplicates };
  const importId = await insertBatch(transaction, planned, made);
  progress.enter("comparing", made.patients.imported);
  const compared = { practiceId: importer.practiceId, importId };
  const duplicates = await summarizeDuplicates(transaction, compared, { pace, progress });
  return { importId, ...made, duplicates };
}
