import { holdEvents } from "@caretype/core/mechanisms/change-log/one-event";
import { type BulkDatabase, type Database, setLocal } from "@caretype/db";
import { type DuplicateSummary, noDuplicates, summarizeDuplicates } from "./duplicate/import-duplicates.ts";
import { addClashes, addUnborn, resolveBookings } from "./pipeline/appointment/resolve-bookings.ts";
import { addDrugWarnings, addRecordProblems, addSameRecords } from "./pipeline/clinical/check-records.ts";
import { recognizeRows } from "./pipeline/clinical/recognize-rows.ts";
import { auditImport, type EntryOf, insertBatch } from "./pipeline/import-batch.ts";
import { blockVacuum } from "./pipeline/import-transaction.ts";
import {
  insertAssignments,
  insertBookings,
  insertDoctors,
  insertPatients,
  insertRecords,
  insertVisits,
} from "./pipeline/inserts.ts";
import { resolvePatients } from "./pipeline/named-people.ts";
import type { ImportPlan, StagingContext } from "./pipeline/stage-rows.ts";
import { addStagedProblems, addUniqueProblems } from "./pipeline/staged-problems.ts";
import {
  clinicalTypesIn,
  createStagingTables,
  type Importing,
  kindOfRecords,
  removeStaged,
} from "./pipeline/staging.ts";
import type { ImportResult } from "./schema.ts";
import { ImportRefused } from "./source/problems.ts";

// The path of a row from a file to the database, in one transaction. Its source reads the file (`source`), and its
// plan turns rows into staging rows (`pipeline/table-plan.ts` and others).

type RecordTally = ImportResult["clinicalRecords"][number];

export type ImportSummary = Omit<ImportResult, "rowsSkipped" | "duplicates"> & {
  /** New patients who may already have a record. */
  duplicates: DuplicateSummary;
};

export type ImportRun = StagingContext & {
  plan: ImportPlan;
  entryOf: EntryOf;
  /** The files' names, for the list of imports. */
  files: readonly string[];
  /** The number of rows left out. */
  rowsSkipped: number;
  /** Continues without the invalid rows, if they are known. Otherwise any problem ends the import. */
  leavesOutInvalid: boolean;
  /** Waits for other imports and undos, and blocks them until the transaction ends. */
  acquireLock: (transaction: BulkDatabase) => Promise<void>;
};

type Run = ImportRun & Importing;

/**
 * Imports all or nothing, in the given transaction.
 * @throws {ImportRefused} if any row is invalid.
 */
export async function runImport(transaction: BulkDatabase, given: ImportRun): Promise<ImportSummary> {
  const { importer, progress, plan } = given;
  const run = { ...given, ...plan, shared: transaction.shared };
  // The author of what it changes: a name after the one at birth, and a denial that an allergy ends.
  await setLocal(transaction, "caretype.account_id", importer.accountId);
  await holdEvents(transaction);
  await createStagingTables(transaction, plan.places);
  await plan.stage(transaction, given);
  await given.acquireLock(transaction);
  await blockVacuum(transaction);
  progress.enter("writing", progress.staged);
  const bookingsPresent = await findNamed(transaction, run);
  await leaveOutInvalid(transaction, run);
  await addSameRecords(transaction, run);
  await addDrugWarnings(transaction, run);
  const created = await insertAll(transaction, run, bookingsPresent);
  await auditImport(transaction, run.entryOf, run.throttle);
  return summarize(transaction, run, created);
}

/** Finds the named people and records, and the rows' problems. Resolves to the number of existing appointments. */
async function findNamed(db: Database, run: Run): Promise<number> {
  const { places } = run;
  await addUniqueProblems(db, run);
  if (run.arePatientsNamed)
    for (const kind of places.booking ? (["booking"] as const) : clinicalTypesIn(places))
      await resolvePatients(db, run, kind);
  await recognizeRows(db, run);
  await checkReferences(db, run);
  if (!places.booking) return 0;
  const present = await resolveBookings(db, run);
  await addClashes(db, run);
  return present;
}

async function checkReferences(db: Database, run: Run): Promise<void> {
  await addStagedProblems(db, run);
  await addRecordProblems(db, run);
  await addUnborn(db, run);
}

/**
 * Removes the rows with problems if they may be left out, with all references to them.
 * @throws {ImportRefused} otherwise.
 */
async function leaveOutInvalid(db: Database, run: Run): Promise<void> {
  const { problems } = run;
  while (problems.total > 0) {
    if (!run.leavesOutInvalid || !problems.rows)
      throw new ImportRefused("The export has errors.", { problems });
    const invalid = problems.takeNewRows();
    for (const [file, lines] of invalid)
      await removeStaged(db, run, { file, lines: problems.recordsOf(lines) });
    if (invalid.size === 0 || !problems.areLinked) return;
    await checkReferences(db, run);
  }
}

type Made = Awaited<ReturnType<typeof insertAll>>;

/** Inserts all staged rows, people first. */
const insertAll = async (db: Database, run: Run, bookingsPresent: number) => ({
  patients: await insertPatients(db, run),
  doctors: await insertDoctors(db, run),
  assignments: await insertAssignments(db, run),
  appointments: run.places.booking
    ? { imported: await insertBookings(db, run), present: bookingsPresent }
    : await insertVisits(db, run),
  clinicalRecords: await insertAllRecords(db, run),
});

/** Inserts the clinical records of all kinds, encounters first. */
async function insertAllRecords(db: Database, run: Run): Promise<RecordTally[]> {
  const { places, problems } = run;
  const tallies: RecordTally[] = [];
  for (const type of clinicalTypesIn(places)) {
    const { imported, present, repeated } = await insertRecords(db, run, type);
    const invalid = problems.rowsIn(places[type]?.file ?? "");
    const partners = places[type]?.partners?.keys() ?? [];
    const parts = [...partners].filter((line) => !invalid?.has(problems.lineOf(line))).length;
    const joined = parts + (type === "observation" ? problems.headings : 0);
    const refused = run.leavesOutInvalid ? (invalid?.size ?? 0) : run.rowsSkipped;
    const rows = imported + present + joined + repeated + refused;
    tallies.push({ kind: kindOfRecords(type), rows, imported, present, joined, repeated, refused });
  }
  return tallies;
}

/** Records what the import created, for an undo, and compares its patients with existing ones. */
async function summarize(db: Database, run: Run, created: Made): Promise<ImportSummary> {
  const { problems, progress, importer } = run;
  const { clinicalRecords, ...others } = created;
  const { units, warnings } = problems;
  const isAnything = [...Object.values(others), ...clinicalRecords].some(({ imported }) => imported > 0);
  if (!isAnything) return { importId: null, ...created, duplicates: noDuplicates, units, warnings };
  const rowsSkipped = run.leavesOutInvalid ? problems.rowCount : run.rowsSkipped;
  const importId = await insertBatch(db, { ...run, source: run.plan.source, rowsSkipped }, created);
  progress.enter("comparing", created.patients.imported);
  const duplicates = await summarizeDuplicates(db, { practiceId: importer.practiceId, importId }, run);
  return { importId, ...created, duplicates, units, warnings };
}
