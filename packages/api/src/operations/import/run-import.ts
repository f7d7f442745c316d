import type { BulkDatabase } from "@caretype/db";
import type { ImportId } from "../../kernel/field/ids.ts";
import type { EntryOf } from "./command/audited-command.ts";
import { type DuplicateSummary, noDuplicates, summarizeDuplicates } from "./duplicate/import-duplicates.ts";
import { addClashes } from "./pipeline/appointment/booking-clashes.ts";
import { insertBookings, insertVisits } from "./pipeline/appointment/insert-appointments.ts";
import { type BookingPlace, resolveBookings } from "./pipeline/appointment/resolve-bookings.ts";
import { addRecordProblems, type ClinicalPlaces, typesIn } from "./pipeline/clinical/check-records.ts";
import { insertRecords } from "./pipeline/clinical/insert-records.ts";
import { recognizeRows } from "./pipeline/clinical/recognize-rows.ts";
import { resolvePatients } from "./pipeline/clinical/resolve-patients.ts";
import { noRows, type RowCount } from "./pipeline/clinical/stage-records.ts";
import {
  auditImport,
  blockVacuum,
  insertAssignments,
  insertBatch,
  insertDoctors,
  insertPatients,
  type Sliced,
  type Tally,
} from "./pipeline/inserts.ts";
import { type ImportProblems, ImportRefused, type ReadUnit } from "./pipeline/problems.ts";
import type { StagingContext } from "./pipeline/stage-rows.ts";
import {
  addStagedProblems,
  addUniqueProblems,
  type RecordPlaces,
  type UniqueColumns,
} from "./pipeline/staged-problems.ts";
import {
  createStagingTables,
  type ImportedClinicalType,
  type ImportedKind,
  kindOfRecords,
  removeStaged,
  type Systems,
} from "./pipeline/staging.ts";

/** How many records of a kind there are in the files. `rows` is the sum of the other numbers. */
type RecordTally = Tally & {
  kind: ImportedKind;
  rows: number;
  joined: number;
  /** Rows that repeat another one of the files. */
  repeated: number;
  /** Rows with problems, which are left out. */
  refused: number;
};

export type ImportSummary = {
  /** For `import undo`. Null if nothing was imported. */
  importId: ImportId | null;
  patients: Tally;
  doctors: Tally;
  assignments: Tally;
  appointments: Tally;
  clinicalRecords: RecordTally[];
  /** New patients who may already have a record. */
  duplicates: DuplicateSummary;
  /** Units that were written in another way than UCUM's. */
  units: ReadUnit[];
  /** What looks wrong, but is imported. */
  warnings: ImportProblems["warnings"];
};

/** The source of the records, and how to read them. */
export type ImportPlan = {
  /** The kind of files, for the list of imports. */
  source: string;
  systems: Systems;
  places: RecordPlaces;
  unique: UniqueColumns;
  /** For a table of clinical records, whose rows name patients as people do. */
  arePatientsNamed?: boolean;
  /** For a table of appointments. */
  bookings?: BookingPlace;
  /** For clinical records: where each kind comes from, and how many rows of it were read. */
  clinical?: { places: ClinicalPlaces; counts: ReadonlyMap<ImportedClinicalType, RowCount> };
  /** Reads everything into the staging tables. */
  stage: (transaction: BulkDatabase, context: StagingContext) => Promise<void>;
};

export type ImportRun = StagingContext & {
  plan: ImportPlan;
  entryOf: EntryOf;
  /** The names of the files, for the list of imports. */
  files: readonly string[];
  /** How many rows are left out. */
  rowsSkipped: number;
  /** How many rows of a table were sent. Unknown for files that are read here. */
  rowsSent?: number;
  /** Continues without the invalid rows, if they are known. Otherwise any problem ends the import. */
  leavesOutInvalid: boolean;
  /** Waits for other imports and undos, and blocks them until the transaction ends. */
  acquireLock: (transaction: BulkDatabase) => Promise<void>;
};

/** Imports everything or nothing, in the given transaction. @throws {ImportRefused} if any row is invalid. */
export async function runImport(transaction: BulkDatabase, run: ImportRun): Promise<ImportSummary> {
  const { importer, problems, progress, entryOf, throttle, plan } = run;
  const clinical = plan.clinical?.places ?? {};
  await createStagingTables(transaction, typesIn(clinical));
  await plan.stage(transaction, run);
  await run.acquireLock(transaction);
  await blockVacuum(transaction);
  progress.enter("writing", progress.staged);
  const planned = { ...run, ...plan };
  await addStagedProblems(transaction, planned);
  await addUniqueProblems(transaction, planned, plan.unique);
  if (plan.arePatientsNamed)
    for (const type of typesIn(clinical)) await resolvePatients(transaction, planned, type);
  const { counts } = plan.clinical ?? {};
  await recognizeRows(transaction, { ...planned, clinical, counts });
  await addRecordProblems(transaction, { ...planned, clinical, counts, patients: plan.places.patient.file });
  const bookings = plan.bookings && { ...planned, bookings: plan.bookings };
  const bookingsPresent = bookings ? await resolveBookings(transaction, bookings) : 0;
  if (bookings) await addClashes(transaction, bookings);
  if (problems.total > 0) {
    if (!run.leavesOutInvalid || !problems.rows)
      throw new ImportRefused("The export has errors.", { problems });
    await removeStaged(transaction, [...problems.rows.keys()], typesIn(clinical));
  }
  const made = {
    patients: await insertPatients(transaction, planned),
    doctors: await insertDoctors(transaction, planned),
    assignments: await insertAssignments(transaction, planned),
    appointments: bookings
      ? { imported: await insertBookings(transaction, planned), present: bookingsPresent }
      : await insertVisits(transaction, planned),
    clinicalRecords: await insertAllRecords(transaction, planned),
  };
  await auditImport(transaction, entryOf, throttle);
  const { clinicalRecords, ...others } = made;
  const { units, warnings } = problems;
  const isAnything = [...Object.values(others), ...clinicalRecords].some(({ imported }) => imported > 0);
  if (!isAnything) return { importId: null, ...made, duplicates: noDuplicates, units, warnings };
  const importId = await insertBatch(transaction, planned, made);
  progress.enter("comparing", made.patients.imported);
  const compared = { practiceId: importer.practiceId, importId };
  const duplicates = await summarizeDuplicates(transaction, compared, { throttle, progress });
  return { importId, ...made, duplicates, units, warnings };
}

/** Inserts the clinical records of all kinds, encounters first. */
async function insertAllRecords(
  transaction: BulkDatabase,
  planned: Sliced & ImportRun & Pick<ImportPlan, "clinical">,
): Promise<RecordTally[]> {
  const { places = {}, counts } = planned.clinical ?? {};
  const tallies: RecordTally[] = [];
  for (const type of typesIn(places)) {
    const { imported, present, repeated } = await insertRecords(transaction, planned, type);
    const count = counts?.get(type) ?? noRows();
    const { rows, refused } = rowsOf(planned, count);
    const joined = [...count.partners.keys()].filter((line) => !planned.problems.rows?.has(line)).length;
    tallies.push({ kind: kindOfRecords(type), rows, imported, present, joined, repeated, refused });
  }
  return tallies;
}

/** How many rows there are, and how many of them have problems. Only those of a table can be left out. */
function rowsOf({ rowsSent, rowsSkipped, problems, leavesOutInvalid }: ImportRun, { rows }: RowCount) {
  if (rowsSent === undefined) return { rows, refused: 0 };
  return { rows: rowsSent, refused: leavesOutInvalid ? (problems.rows?.size ?? 0) : rowsSkipped };
}
