import type { BulkDatabase, DatabaseHandle } from "@caretype/db";
import { type Permission, rolePermissions } from "../permissions.ts";
import { auditImport } from "./audit-import.ts";
import { quoted } from "./cell-problems.ts";
import { type ImportProblems, ImportRefused } from "./problems.ts";
import {
  analyzeStagingTables,
  copyDoctors,
  copyPairs,
  copyPatients,
  createStagingTables,
  findDuplicates,
  findImporter,
  findUnknownReferences,
  holdKnownRecords,
  type Importer,
  insertAssignments,
  insertDoctors,
  insertPatients,
  type Tally,
  tryImportLock,
  waitForImportLock,
} from "./queries.ts";
import { stagedPairs } from "./stage-pairs.ts";
import { readPhones, type StagingContext, stagedDoctors, stagedPatients } from "./stage-records.ts";
import type { SyntheaSource } from "./synthea-columns.ts";

export type ImportStage = "reading" | "waiting" | "writing";
export type ImportSummary = { patients: Tally; doctors: Tally; assignments: Tally };

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
    this.summary = summary;
  }
}

/**
 * Imports a Synthea export in one transaction: all of it or nothing. What an earlier import has brought, in
 * this practice or, of doctors, in any, is left as it is now.
 * @throws {ImportRefused} when the account may not import, or any row is bad.
 */
export async function importSynthea(
  database: DatabaseHandle,
  source: SyntheaSource,
  request: ImportRequest,
): Promise<ImportSummary> {
  const importer = await requireImporter(database, request.email);
  try {
    return await database.bulkTransaction(async (transaction) => {
      const summary = await runImport(transaction, { source, importer, ...request });
      if (request.dryRun) throw new DryRun(summary);
      return summary;
    });
  } catch (error) {
    if (error instanceof DryRun) return error.summary;
    throw error;
  }
}

async function requireImporter(database: DatabaseHandle, email: string): Promise<Importer> {
  const importer = await findImporter(database.reader, email);
  if (!importer) throw new ImportRefused(`No account has the e-mail address ${quoted(email)}.`);
  if (!importer.isActive) throw new ImportRefused(`The account ${quoted(email)} is deactivated.`);
  const missing = needed.filter((permission) => !rolePermissions[importer.role].has(permission));
  if (missing.length > 0) {
    throw new ImportRefused(
      `The account ${quoted(email)} is ${importer.role} in its practice, which lacks ${missing.join(", ")}.`,
    );
  }
  return importer;
}

async function runImport(transaction: BulkDatabase, context: StagingContext & ImportRequest) {
  const { importer, problems, onStage } = context;
  onStage("reading");
  await stage(transaction, context);
  if (!(await tryImportLock(transaction))) {
    onStage("waiting");
    await waitForImportLock(transaction);
  }
  onStage("writing");
  await addStagedProblems(transaction, context);
  if (problems.total > 0) throw new ImportRefused("The export has errors.", problems);
  await holdKnownRecords(transaction, importer);
  const summary = {
    patients: await insertPatients(transaction, importer),
    doctors: await insertDoctors(transaction, importer),
    assignments: await insertAssignments(transaction, importer),
  };
  await auditImport(transaction, importer);
  return summary;
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
