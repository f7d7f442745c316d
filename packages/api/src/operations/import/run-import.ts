import type { BulkDatabase } from "@caretype/db";
import type { ImportId } from "../../kernel/field/ids.ts";
import type { EntryOf } from "./command/audited-command.ts";
import { type DuplicateSummary, noDuplicates, summarizeDuplicates } from "./duplicate/import-duplicates.ts";
import { addClashes, type BookingPlace, resolveBookings } from "./pipeline/appointment/resolve-bookings.ts";
import {
  addRecordProblems,
  addSameRecords,
  type ClinicalPlaces,
  typesIn,
} from "./pipeline/clinical/check-records.ts";
import { recognizeRows } from "./pipeline/clinical/recognize-rows.ts";
import { auditImport, insertBatch } from "./pipeline/import-batch.ts";
import { blockVacuum } from "./pipeline/import-transaction.ts";
import {
  insertAssignments,
  insertBookings,
  insertPeople,
  insertRecords,
  insertVisits,
  type Sliced,
  type Tally,
} from "./pipeline/inserts.ts";
import { resolvePatients } from "./pipeline/named-people.ts";
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
  type ImportedKind,
  kindOfRecords,
  removeStaged,
  type StagedKind,
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
  /** For a table whose rows name patients as people do. */
  arePatientsNamed?: boolean;
  /** For a table of appointments. */
  bookings?: BookingPlace;
  /** For clinical records: where each kind comes from. */
  clinical?: ClinicalPlaces;
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
  /** Continues without the invalid rows, if they are known. Otherwise any problem ends the import. */
  leavesOutInvalid: boolean;
  /** Waits for other imports and undos, and blocks them until the transaction ends. */
  acquireLock: (transaction: BulkDatabase) => Promise<void>;
};

/** Imports everything or nothing, in the given transaction. @throws {ImportRefused} if any row is invalid. */
export async function runImport(transaction: BulkDatabase, run: ImportRun): Promise<ImportSummary> {
  const { importer, problems, progress, entryOf, throttle, plan } = run;
  const { clinical = {} } = plan;
  await createStagingTables(transaction, typesIn(clinical));
  await plan.stage(transaction, run);
  await run.acquireLock(transaction);
  await blockVacuum(transaction);
  progress.enter("writing", progress.staged);
  const planned = { ...run, ...plan };
  const checked = { ...planned, clinical, patients: plan.places.patient.file };
  const checkReferences = async () => {
    await addStagedProblems(transaction, planned);
    await addRecordProblems(transaction, checked);
  };
  await addUniqueProblems(transaction, planned, plan.unique);
  if (plan.arePatientsNamed)
    for (const kind of plan.bookings ? (["booking"] as const) : typesIn(clinical))
      await resolvePatients(transaction, planned, kind);
  await recognizeRows(transaction, checked);
  await checkReferences();
  const bookings = plan.bookings && { ...planned, bookings: plan.bookings };
  const bookingsPresent = bookings ? await resolveBookings(transaction, bookings) : 0;
  if (bookings) await addClashes(transaction, bookings);
  while (problems.total > 0) {
    if (!run.leavesOutInvalid || !problems.rows)
      throw new ImportRefused("The export has errors.", { problems });
    const invalid = problems.takeNewRows();
    for (const [file, lines] of invalid) await removeStaged(transaction, lines, kindsIn(plan, file));
    // What refers to a row that is left out is left out, too.
    if (invalid.size === 0 || !problems.areLinked) break;
    await checkReferences();
  }
  await addSameRecords(transaction, checked);
  const made = {
    patients: await insertPeople(transaction, planned, "patient"),
    doctors: await insertPeople(transaction, planned, "doctor"),
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
  const rowsSkipped = run.leavesOutInvalid ? problems.rowCount : run.rowsSkipped;
  const importId = await insertBatch(transaction, { ...planned, rowsSkipped }, made);
  progress.enter("comparing", made.patients.imported);
  const compared = { practiceId: importer.practiceId, importId };
  const duplicates = await summarizeDuplicates(transaction, compared, { throttle, progress });
  return { importId, ...made, duplicates, units, warnings };
}

/** What is staged of a file. */
const kindsIn = ({ places, bookings, clinical }: ImportPlan, file: string): StagedKind[] => [
  ...(["patient", "doctor"] as const).filter((record) => places[record].file === file),
  ...(bookings?.file === file ? (["booking"] as const) : []),
  ...(file === "encounters.csv" ? (["pair", "visit"] as const) : []),
  ...typesIn(clinical ?? {}).filter((type) => clinical?.[type]?.file === file),
];

/** Inserts the clinical records of all kinds, encounters first. */
async function insertAllRecords(
  transaction: BulkDatabase,
  planned: Sliced & ImportRun & Pick<ImportPlan, "clinical">,
): Promise<RecordTally[]> {
  const { clinical: places = {} } = planned;
  const tallies: RecordTally[] = [];
  for (const type of typesIn(places)) {
    const { imported, present, repeated } = await insertRecords(transaction, planned, type);
    const invalid = planned.problems.rowsIn(places[type]?.file ?? "");
    const partners = places[type]?.joiner?.partners.keys() ?? [];
    const joined = [...partners].filter((line) => !invalid?.has(line)).length;
    const refused = planned.leavesOutInvalid ? (invalid?.size ?? 0) : planned.rowsSkipped;
    const rows = imported + present + joined + repeated + refused;
    tallies.push({ kind: kindOfRecords(type), rows, imported, present, joined, repeated, refused });
  }
  return tallies;
}
