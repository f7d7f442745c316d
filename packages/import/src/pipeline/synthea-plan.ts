import type { Author } from "@caretype/core/kernel/procedure/scope";
import type { BulkDatabase } from "@caretype/db";
import { PressureJoiner } from "../source/clinical/pressures.ts";
import type { ImportedClinicalType } from "../source/clinical/types.ts";
import { importedId } from "../source/ids.ts";
import type { ReadRow } from "../source/problems.ts";
import { type RecordFile, syntheaRecords } from "../source/synthea/clinical-records.ts";
import {
  clinicalFiles,
  type SyntheaFile,
  type SyntheaRow,
  type SyntheaSource,
} from "../source/synthea/columns.ts";
import { recordReader } from "../source/synthea/record-rows.ts";
import {
  doctorOf,
  type EncounterContext,
  encounterOf,
  type Organizations,
  patientOf,
  phoneOf,
  visitOf,
  withReadableNames,
  withReadableProvider,
} from "../source/synthea/rows.ts";
import { recordLine, restOfRecords } from "./clinical/stage-records.ts";
import { type ImportPlan, personLine, readRows, type StagingContext, stageRows } from "./stage-rows.ts";
import { type Importing, type Place, stagings } from "./staging.ts";
import { stagedPairs } from "./synthea-pairs.ts";

const system = "synthea";

export type SyntheaOptions = {
  /** Whether to normalize names and specializations: without numbers and capitals. Default: true. */
  readableNames: boolean;
  /** Whether encounters that have ended become completed appointments. Default: false. */
  appointments: boolean;
};

/**
 * Plans the import of a Synthea export: patients, providers, one assignment for each pair with an encounter, and
 * optionally appointments and clinical records.
 */
export function syntheaPlan(source: SyntheaSource, options: SyntheaOptions): ImportPlan {
  const places = placesIn(source);
  return {
    source: system,
    systems: { patient: system, doctor: system },
    places,
    async stage(transaction, context) {
      const organizations = await stagePeople(transaction, context, { source, ...options });
      if (places.encounter)
        await stageRecords(transaction, context, { source, ...options, places, organizations });
    },
  };
}

const columnIn = (columns: Readonly<Record<string, string>>) => (field: string) => columns[field];

/** The targets of an export's rows. Encounters are clinical records only if there are others. */
function placesIn({ files }: SyntheaSource): Importing["places"] {
  const visits = {
    file: "encounters.csv",
    columnOf: columnIn({ patient: "PATIENT", doctor: "PROVIDER", startsAt: "START" }),
  };
  const places: Importing["places"] = {
    patient: { file: "patients.csv", columnOf: columnIn({ Id: "Id" }) },
    doctor: { file: "providers.csv", columnOf: columnIn({ Id: "Id" }) },
    pair: visits,
    visit: visits,
  };
  const found = clinicalFiles.filter((file) => files.includes(file));
  if (found.length > 0) places.encounter = placeOf("encounters.csv", syntheaRecords["encounters.csv"]);
  for (const file of found) places[syntheaRecords[file].type] = placeOf(file, syntheaRecords[file]);
  return places;
}

type Mapped = { type: ImportedClinicalType; columns: Readonly<Record<string, string>> };

const placeOf = (file: string, { type, columns }: Mapped): Place => ({
  file,
  columnOf: columnIn({
    ...columns,
    patient: "PATIENT",
    encounter: "ENCOUNTER",
    code: "CODE",
    ...((type === "encounter" || type === "note_draft") && { Id: "Id" }),
  }),
  ...(type === "observation" && { partners: new Map() }),
});

type People = SyntheaOptions & { source: SyntheaSource };

async function stagePeople(
  transaction: BulkDatabase,
  context: StagingContext,
  { source, readableNames, appointments }: People,
): Promise<Organizations> {
  const { importer } = context;
  const rowsOf = <File extends SyntheaFile>(file: File) => ({ file, rows: source.rows(file) });
  await stageRows(transaction, context, {
    ...rowsOf("patients.csv"),
    kind: "patient",
    read: (row) =>
      personLine(
        stagings.patient,
        row,
        patientOf(importer, readableNames ? withReadableNames(row.cells) : row.cells),
      ),
  });
  const organizations = await readOrganizations(context, source);
  await stageRows(transaction, context, {
    ...rowsOf("providers.csv"),
    kind: "doctor",
    read: (row) =>
      personLine(
        stagings.doctor,
        row,
        doctorOf(importer, readableNames ? withReadableProvider(row.cells) : row.cells, organizations),
      ),
  });
  const read = { organizations, timeZone: importer.timeZone };
  await transaction.copyFrom(stagings.pair.copy, stagedPairs(context, source, read));
  if (appointments)
    await stageRows(transaction, context, {
      ...rowsOf("encounters.csv"),
      kind: "visit",
      read: (row) => visitLine(importer, row, read),
    });
  return organizations;
}

async function readOrganizations(context: StagingContext, source: SyntheaSource): Promise<Organizations> {
  const organizations = new Map<string, string | null>();
  const file = "organizations.csv";
  const read = ({ cells }: SyntheaRow<typeof file>) => phoneOf(cells);
  for await (const batch of readRows(context, { file, rows: source.rows(file), read }))
    for (const { externalId, phone } of batch) organizations.set(externalId, phone);
  return organizations;
}

/** Turns an ended encounter into COPY text for an appointment. */
function visitLine(
  { practiceId }: Author,
  { line, cells }: SyntheaRow<"encounters.csv">,
  known: EncounterContext,
): ReadRow {
  const visit = visitOf(cells, known);
  if ("problems" in visit) return visit;
  if (visit.value === null) return {};
  const { externalId, visitType, startsAt, endsAt, details, ...people } = visit.value;
  return {
    value: stagings.visit.line(
      { line, ...people, visit_type: visitType },
      {
        id: importedId(practiceId, "synthea", externalId),
        startsAt: new Date(startsAt).toISOString(),
        endsAt: new Date(endsAt).toISOString(),
        ...details,
      },
    ),
  };
}

type Records = People & { places: Importing["places"]; organizations: Organizations };

/** Reads the encounters and clinical records of an export into their staging tables. */
async function stageRecords(
  transaction: BulkDatabase,
  context: StagingContext,
  { appointments, organizations, ...known }: Records,
): Promise<void> {
  const reading = { organizations, timeZone: context.importer.timeZone };
  await stageFile(transaction, context, {
    ...known,
    file: "encounters.csv",
    // Already reported for the assignments, and the appointments if there are any.
    reportedIn: ({ cells }) =>
      [encounterOf(cells, reading), appointments ? visitOf(cells, reading) : { value: null }].flatMap(
        (read) => ("problems" in read ? [...read.problems.keys()] : []),
      ),
  });
  for (const file of clinicalFiles.filter((each) => known.source.files.includes(each)))
    await stageFile(transaction, context, { ...known, file });
}

type RecordsOfFile<File extends RecordFile> = Pick<Records, "source" | "places"> & {
  file: File;
  /** The columns of a row whose problems are already reported. */
  reportedIn?: (row: SyntheaRow<File>) => string[];
};

async function stageFile<File extends RecordFile>(
  transaction: BulkDatabase,
  context: StagingContext,
  { source, places, file, reportedIn = () => [] }: RecordsOfFile<File>,
): Promise<void> {
  const { type, columns } = syntheaRecords[file];
  const { partners } = places[type] ?? {};
  const records = { file, source: system, type, columns, joiner: partners && new PressureJoiner(partners) };
  const inputOf = recordReader(file, context.importer.timeZone);
  await stageRows(transaction, context, {
    kind: type,
    file,
    rows: source.rows(file),
    read(row: SyntheaRow<File>) {
      const read = recordLine(context, records, { cells: row.cells, input: inputOf(row) });
      if (read.problems) for (const column of reportedIn(row)) read.problems.delete(column);
      return read;
    },
    rest: () => restOfRecords(context, records),
  });
}
