import type { BulkDatabase, DatabaseHandle } from "@caretype/db";
import { appendEntries } from "../audit/queries.ts";
import type { Permission } from "../permissions.ts";
import { auditImport } from "./audit-import.ts";
import { auditedCommand, type EntryOf } from "./audited-command.ts";
import { quoted } from "./cell-problems.ts";
import { type DuplicateSummary, noDuplicates, summarizeDuplicates } from "./import-duplicates.ts";
import { type ImportProblems, ImportRefused } from "./problems.ts";
import {
  analyzeStagingTables,
  copyDoctors,
  copyPairs,
  copyPatients,
  createStagingTables,
  findDuplicates,
  findUnknownReferences,
  holdKnownRecords,
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
const mostListed = 100;

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

async function importAs(database: DatabaseHandle, context: ImportContext): Promise<ImportSummary> {
  try {
    return await database.bulkTransaction(async (transaction) => {
      const summary = await runImport(transaction, context);
      if (context.dryRun) throw new DryRun(summary);
      return summary;
    });
  } catch (error) {
    if (error instanceof DryRun) return error.summary;
    throw error;
  }
}

async function runImport(transaction: BulkDatabase, context: ImportContext): Promise<ImportSummary> {
  const { importer, problems, onStage, entryOf } = context;
  onStage("reading");
  await stage(transaction, context);
  if (!(await tryImportLock(transaction))) {
    onStage("waiting");
    await waitForImportLock(transaction);
  }
  onStage("writing");
  // Before it is asked for what is unknown: what is held then stays known.
  await holdKnownRecords(transaction, importer);
  await addStagedProblems(transaction, context);
  if (problems.total > 0) throw new ImportRefused("The export has errors.", { problems });
  const made = {
    patients: await insertPatients(transaction, importer),
    doctors: await insertDoctors(transaction, importer),
    assignments: await insertAssignments(transaction, importer),
  };
  await auditImport(transaction, entryOf);
  const isAnything = made.patients.imported + made.doctors.imported + made.assignments.imported > 0;
  if (!isAnything) return { importId: null, ...made, duplicates: noDuplicates };
  const importId = await insertBatch(transaction, importer, made);
  onStage("comparing");
  const duplicates = await summarizeDuplicates(transaction, { practiceId: importer.practiceId, importId });
  const shown = duplicates.first.map(({ thereId }) => thereId);
  if (shown.length > 0) await appendEntries(transaction, [entryOf(shown)]);
  return { importId, ...made, duplicates };
}

async function stage(transaction: BulkDatabase, context: StagingContext) {
  await createStagingTables(transaction);
  await transaction.copyFrom(copyPatients, stagedPatients(context));
  const phones = await readPhones(context);
  await transaction.copyFrom(copyDoctors, stagedDoctors(context, phones));
  await transaction.copyFrom(copyPairs, stagedPairs(context));
  await analyzeStagingTables(transaction);
}

const files = { patient: "patients.csv", doctor: "providers.csv" } as const;

/** What only all rows together show. */
async function addStagedProblems(transaction: BulkDatabase, { problems, importer }: StagingContext) {
  for (const record of ["patient", "doctor"] as const) {
    const file = files[record];
    const duplicates = await findDuplicates(transaction, record, mostListed);
    for (const { line, value, first } of duplicates) {
      const message = `The identifier of line ${first} again: ${quoted(value)}`;
      problems.add({ file, line, column: "Id", message });
    }
    problems.addUnlisted((duplicates[0]?.total ?? 0) - duplicates.length);

    if (!problems.isReadable(file)) continue;
    const unknown = await findUnknownReferences(transaction, importer, { record, limit: mostListed });
    const column = record === "patient" ? "PATIENT" : "PROVIDER";
    for (const { line, value } of unknown) {
      const message = `In no row of ${file} and in no earlier import: ${quoted(value)}`;
      problems.add({ file: "encounters.csv", line, column, message });
    }
    problems.addUnlisted((unknown[0]?.total ?? 0) - unknown.length);
  }
}
