import { type BulkDatabase, setLocal } from "@caretype/db";
import { type DuplicateSummary, noDuplicates, summarizeDuplicates } from "./duplicate/import-duplicates.ts";
import { addClashes, addUnborn, resolveBookings } from "./pipeline/appointment/resolve-bookings.ts";
import { addDrugWarnings, addRecordProblems, addSameRecords } from "./pipeline/clinical/check-records.ts";
import { recognizeRows } from "./pipeline/clinical/recognize-rows.ts";
import type { EntryOf } from "./pipeline/import-batch.ts";
import { auditImport, insertBatch } from "./pipeline/import-batch.ts";
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

type RecordTally = ImportResult["clinicalRecords"][number];

export type ImportSummary = Omit<ImportResult, "rowsSkipped" | "duplicates"> & {
  /** New patients who may already have a record. */
  duplicates: DuplicateSummary;
};

export type ImportRun = StagingContext & {
  plan: ImportPlan;
  entryOf: EntryOf;
  /** The names of the files, for the list of imports. */
  files: readonly string[];
  /** How many rows are left out. */
  rowsSkipped: number;
  /** Continues without the invalid rows, if they are known. Otherwise any problem ends the import. */
  leavesOutInvalid: boolean;
  /** Waits for other imports and undos, and blocks them until the transaction ends. */
  acquireLock: (transaction: BulkDatabase) => Promise<void>;
};

/** Imports everything or nothing, in the given transaction. @throws {ImportRefused} if any row is invalid. */
export async function runImport(transaction: BulkDatabase, run: ImportRun): Promise<ImportSummary> {
  const { importer, problems, progress, entryOf, throttle, plan } = run;
  const { places } = plan;
  // The author of what it changes: a name at birth is followed by the one since, and an allergy ends the statement that none is known.
  await setLocal(transaction, "caretype.account_id", importer.accountId);
  await createStagingTables(transaction, places);
  await plan.stage(transaction, run);
  await run.acquireLock(transaction);
  await blockVacuum(transaction);
  progress.enter("writing", progress.staged);
  const importing = { ...run, ...plan, shared: transaction.shared };
  const checkReferences = async () => {
    await addStagedProblems(transaction, importing);
    await addRecordProblems(transaction, importing);
    await addUnborn(transaction, importing);
  };
  await addUniqueProblems(transaction, importing);
  if (plan.arePatientsNamed)
    for (const kind of places.booking ? (["booking"] as const) : clinicalTypesIn(places))
      await resolvePatients(transaction, importing, kind);
  await recognizeRows(transaction, importing);
  await checkReferences();
  const bookingsPresent = places.booking ? await resolveBookings(transaction, importing) : 0;
  if (places.booking) await addClashes(transaction, importing);
  while (problems.total > 0) {
    if (!run.leavesOutInvalid || !problems.rows)
      throw new ImportRefused("The export has errors.", { problems });
    const invalid = problems.takeNewRows();
    for (const [file, lines] of invalid)
      await removeStaged(transaction, plan, { file, lines: problems.recordsOf(lines) });
    // What refers to a row that is left out is left out, too.
    if (invalid.size === 0 || !problems.areLinked) break;
    await checkReferences();
  }
  await addSameRecords(transaction, importing);
  await addDrugWarnings(transaction, importing);
  const made = {
    patients: await insertPatients(transaction, importing),
    doctors: await insertDoctors(transaction, importing),
    assignments: await insertAssignments(transaction, importing),
    appointments: places.booking
      ? { imported: await insertBookings(transaction, importing), present: bookingsPresent }
      : await insertVisits(transaction, importing),
    clinicalRecords: await insertAllRecords(transaction, importing),
  };
  await auditImport(transaction, entryOf, throttle);
  const { clinicalRecords, ...others } = made;
  const { units, warnings } = problems;
  const isAnything = [...Object.values(others), ...clinicalRecords].some(({ imported }) => imported > 0);
  if (!isAnything) return { importId: null, ...made, duplicates: noDuplicates, units, warnings };
  const rowsSkipped = run.leavesOutInvalid ? problems.rowCount : run.rowsSkipped;
  const importId = await insertBatch(transaction, { ...importing, rowsSkipped }, made);
  progress.enter("comparing", made.patients.imported);
  const compared = { practiceId: importer.practiceId, importId };
  const duplicates = await summarizeDuplicates(transaction, compared, { throttle, progress });
  return { importId, ...made, duplicates, units, warnings };
}

/** Inserts the clinical records of all kinds, encounters first. */
async function insertAllRecords(
  transaction: BulkDatabase,
  importing: Importing & ImportRun,
): Promise<RecordTally[]> {
  const { places } = importing;
  const tallies: RecordTally[] = [];
  for (const type of clinicalTypesIn(places)) {
    const { imported, present, repeated } = await insertRecords(transaction, importing, type);
    const invalid = importing.problems.rowsIn(places[type]?.file ?? "");
    const partners = places[type]?.partners?.keys() ?? [];
    const parts = [...partners].filter((line) => !invalid?.has(importing.problems.lineOf(line))).length;
    const joined = parts + (type === "observation" ? importing.problems.headings : 0);
    const refused = importing.leavesOutInvalid ? (invalid?.size ?? 0) : importing.rowsSkipped;
    const rows = imported + present + joined + repeated + refused;
    tallies.push({ kind: kindOfRecords(type), rows, imported, present, joined, repeated, refused });
  }
  return tallies;
}
