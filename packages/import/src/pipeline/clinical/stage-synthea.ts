import type { BulkDatabase } from "@caretype/db";
import { unitReading } from "../../source/clinical/measured-value.ts";
import { isHeading, PressureJoiner } from "../../source/clinical/pressures.ts";
import type { RecordInput } from "../../source/clinical/record-input.ts";
import type { ImportedClinicalType } from "../../source/clinical/types.ts";
import type { CellProblems } from "../../source/problems.ts";
import {
  daysIn,
  encounterMapping,
  observedIn,
  syntheaRecords,
} from "../../source/synthea/clinical-records.ts";
import {
  type ClinicalFile,
  clinicalFiles,
  columnsIn,
  type SyntheaCells,
  type SyntheaRow,
  type SyntheaSource,
  syntheaColumns,
} from "../../source/synthea/columns.ts";
import {
  type EncounterContext,
  encounterOf,
  type Organizations,
  visitOf,
} from "../../source/synthea/rows.ts";
import { type StagingContext, stageRows } from "../stage-rows.ts";
import type { Importing, Place } from "../staging.ts";
import { recordLine, restOfRecords } from "./stage-records.ts";

const source = "synthea";

const columnIn = (columns: Readonly<Record<string, string>>) => (field: string) => columns[field];

/** Where the rows of an export go. Encounters are clinical records only if there are others. */
export function placesIn({ files }: SyntheaSource): Importing["places"] {
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
  if (found.length > 0) places.encounter = placeOf("encounters.csv", encounterMapping);
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

type Export = {
  source: SyntheaSource;
  readsVisits: boolean;
  places: Importing["places"];
  organizations: Organizations;
};

/** Reads the encounters and clinical records of an export into their staging tables. */
export async function stageRecords(
  transaction: BulkDatabase,
  context: StagingContext,
  { source: exported, readsVisits, places, organizations }: Export,
): Promise<void> {
  const file = "encounters.csv";
  const { timeZone } = context.importer;
  const encounters = { ...encounterMapping, source, file };
  const [days, reported] = [daysIn(timeZone), { readsVisits, organizations, timeZone }];
  await stageRows(transaction, context, {
    kind: "encounter",
    file,
    rows: exported.rows(file),
    read: (row) => {
      const { value, problems } = recordLine(context, encounters, {
        ...row,
        input: encounterInput(row, days),
      });
      for (const column of problems?.keys() ?? [])
        if (isReported(row.cells, column, reported)) problems?.delete(column);
      return { value, ...(problems && { problems }) };
    },
  });
  for (const file of clinicalFiles.filter((each) => exported.files.includes(each))) {
    const { type, columns } = syntheaRecords[file];
    const { partners } = places[type] ?? {};
    const joiner = partners && new PressureJoiner(partners);
    const records = { file, source, type, columns, joiner };
    const inputOf = inputReader(context, file);
    await stageRows(transaction, context, {
      kind: type,
      file,
      rows: exported.rows(file),
      read: (row) => recordLine(context, records, { ...row, input: inputOf(row) }),
      rest: () => restOfRecords(context, records),
    });
  }
}

/** The assignments, and the appointments if they are wanted, have reported the same cells. */
function isReported(
  cells: SyntheaCells<"encounters.csv">,
  column: string,
  { readsVisits, ...known }: EncounterContext & Pick<Export, "readsVisits">,
): boolean {
  const encounter = encounterOf(cells, known);
  if ("problems" in encounter && encounter.problems.has(column)) return true;
  const visit = readsVisits ? visitOf(cells, known) : { value: null };
  return "problems" in visit && visit.problems.has(column);
}

const encounterInput = (
  { line, cells }: SyntheaRow<"encounters.csv">,
  days: ReturnType<typeof daysIn>,
): RecordInput => ({
  line,
  identity: cells.Id.trim(),
  patient: cells.PATIENT.trim(),
  encounter: null,
  provider: cells.PROVIDER.trim(),
  identifiers: {
    Id: cells.Id,
    PATIENT: cells.PATIENT,
    ...(cells.PROVIDER.trim() !== "" && { PROVIDER: cells.PROVIDER }),
  },
  fields: encounterMapping.fields(cells, days),
});

/** The most rows that are told apart by their reasons. Those of a patient are next to each other. */
const mostReasons = 50_000;

/** Rows that differ only in their reason are records of their own. The first has the id that it had before. */
class Reasons {
  readonly #first = new Map<string, string>();

  apart(identity: string, reason: string): string {
    const first = this.#first.get(identity);
    if (this.#first.size >= mostReasons) this.#first.clear();
    if (first === undefined) this.#first.set(identity, reason);
    return first === undefined || first === reason ? identity : `${identity}\t${reason}`;
  }
}

const ofProcedure: readonly string[] = syntheaColumns["procedures.csv"].required;
/** Columns that were required once are part of the ids of records that are there. */
const onceRequired: Partial<Record<ClinicalFile, readonly string[]>> = {
  "procedures.csv": ofProcedure.toSpliced(1, 0, "STOP"),
  "observations.csv": [...syntheaColumns["observations.csv"].required, "TYPE"],
};

/** How the rows of a file become records. */
function inputReader<Name extends ClinicalFile>({ importer }: StagingContext, file: Name) {
  const { type, fields, dates } = syntheaRecords[file];
  const required: readonly string[] = syntheaColumns[file].required;
  const days = daysIn(importer.timeZone);
  const reasons = new Reasons();
  const hasReasons = columnsIn(file).includes("REASONCODE") && !required.includes("Id");
  const [id = ""] = required;
  const identifying = id === "Id" ? [id] : (onceRequired[file] ?? required);
  return ({ line, cells }: SyntheaRow<Name>): RecordInput => {
    const texts: Record<string, string> = cells;
    const textOf = (column: string) => (texts[column] ?? "").trim();
    const [patient, encounter] = [textOf("PATIENT"), textOf("ENCOUNTER")];
    const identity = identifying.map(textOf).join("\t");
    const problems: CellProblems = new Map();
    return {
      line,
      identity: hasReasons
        ? reasons.apart(identity, `${textOf("REASONCODE")}\t${textOf("REASONDESCRIPTION")}`)
        : identity,
      patient,
      encounter: encounter || null,
      identifiers: {
        ...(required.includes("Id") && { Id: textOf("Id") }),
        PATIENT: patient,
        ...(encounter !== "" && { ENCOUNTER: encounter }),
      },
      ...(dates && { dates: dates(cells, days) }),
      ...(type === "observation" && {
        part: { code: textOf("CODE"), instant: textOf("DATE") },
        unit: unitReading(textOf("UNITS")),
        isHeading: isHeading(observedIn(textOf("CODE"), textOf("DESCRIPTION")), textOf("VALUE")),
      }),
      fields: fields(cells, days, problems),
      problems,
    };
  };
}
