import type { BulkDatabase } from "@caretype/db";
import type { ClinicalPlaces } from "../../pipeline/clinical/check-records.ts";
import { unitReading } from "../../pipeline/clinical/measured-value.ts";
import { PressureJoiner, type RecordInput } from "../../pipeline/clinical/record-input.ts";
import { noRows, type RowCount, stagedRecords } from "../../pipeline/clinical/stage-records.ts";
import type { CellProblems } from "../../pipeline/problems.ts";
import type { StagingContext } from "../../pipeline/stage-rows.ts";
import { type ImportedClinicalType, stagings } from "../../pipeline/staging.ts";
import { Days, encounterMapping, syntheaRecords } from "./clinical-records.ts";
import {
  type ClinicalFile,
  clinicalFiles,
  columnsIn,
  isClinicalFile,
  type SyntheaCells,
  type SyntheaRow,
  type SyntheaSource,
  syntheaColumns,
} from "./columns.ts";
import { encounterOf, visitOf } from "./rows.ts";

const source = "synthea";

type Export = {
  source: SyntheaSource;
  readsVisits: boolean;
  /** Filled with the rows of each kind. */
  counts: Map<ImportedClinicalType, RowCount>;
};

/** The kinds of records that an export has. None, if it has no file of them. */
export function kindsIn({ files }: SyntheaSource): ImportedClinicalType[] {
  const found = clinicalFiles.filter((file) => files.includes(file));
  return found.length === 0 ? [] : ["encounter", ...found.map((file) => syntheaRecords[file].type)];
}

/** Where the rows of each kind come from. */
export function placesOf(kinds: readonly ImportedClinicalType[]): ClinicalPlaces {
  const columns = { patient: "PATIENT", encounter: "ENCOUNTER", code: "CODE" };
  const places: ClinicalPlaces = {};
  for (const kind of kinds) {
    const file = clinicalFiles.find((name) => syntheaRecords[name].type === kind);
    const hasIds = kind === "encounter" || kind === "note_draft";
    places[kind] = {
      file: file ?? "encounters.csv",
      columns: { ...columns, ...(hasIds && { id: "Id" }) },
      timesAt: (field) =>
        Object.entries(file ? syntheaRecords[file].columns : encounterMapping.columns).find(
          ([name]) => name === field,
        )?.[1],
    };
  }
  return places;
}

/** Reads the encounters and clinical records of an export into their staging tables. */
export async function stageSynthea(
  transaction: BulkDatabase,
  context: StagingContext,
  { source: exported, readsVisits, counts }: Export,
): Promise<void> {
  const countOf = (type: ImportedClinicalType) => {
    const count = noRows();
    counts.set(type, count);
    return count;
  };
  const encounters = {
    ...encounterMapping,
    source,
    file: "encounters.csv",
    rows: exported.rows("encounters.csv"),
    inputOf: encounterInput,
    isReported: (row: SyntheaRow<"encounters.csv">, column: string) =>
      isReported(row.cells, column, readsVisits),
  };
  await transaction.copyFrom(
    stagings.encounter.copy,
    stagedRecords(context, encounters, countOf("encounter")),
  );
  for (const file of exported.files.filter(isClinicalFile).toSorted(byOrder)) {
    const { type } = syntheaRecords[file];
    const staged = stagedFile(context, exported, { file, count: countOf(type) });
    await transaction.copyFrom(stagings[type].copy, staged);
  }
}

const byOrder = (one: ClinicalFile, other: ClinicalFile) =>
  clinicalFiles.indexOf(one) - clinicalFiles.indexOf(other);

/** The assignments, and the appointments if they are wanted, have reported the same cells. */
function isReported(cells: SyntheaCells<"encounters.csv">, column: string, readsVisits: boolean): boolean {
  const encounter = encounterOf(cells);
  if ("problems" in encounter && encounter.problems.has(column)) return true;
  const visit = readsVisits ? visitOf(cells) : { value: null };
  return "problems" in visit && visit.problems.has(column);
}

const encounterInput = ({ line, cells }: SyntheaRow<"encounters.csv">): RecordInput => ({
  line,
  identity: cells.Id.trim(),
  patient: cells.PATIENT.trim(),
  encounter: null,
  provider: cells.PROVIDER.trim(),
  identifiers: { Id: cells.Id, PATIENT: cells.PATIENT, PROVIDER: cells.PROVIDER },
  fields: encounterMapping.fields(cells, new Days(null)),
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

type File<Name extends ClinicalFile> = { file: Name; count: RowCount };

function stagedFile<Name extends ClinicalFile>(
  context: StagingContext,
  exported: SyntheaSource,
  { file, count }: File<Name>,
) {
  const { type, fields, columns, dates } = syntheaRecords[file];
  const required: readonly string[] = syntheaColumns[file].required;
  const days = new Days(context.importer.timeZone);
  const reasons = new Reasons();
  const hasReasons = columnsIn(file).includes("REASONCODE") && !required.includes("Id");
  const [id = "", ...others] = required;
  // An end was required once, and is part of the ids of records that are there.
  const identifying = id === "Id" ? [id] : file === "procedures.csv" ? [id, "STOP", ...others] : required;
  const inputOf = ({ line, cells }: SyntheaRow<Name>): RecordInput => {
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
      }),
      fields: fields(cells, days, problems),
      problems,
    };
  };
  const rows = exported.rows(file);
  const read = { file, source, type, rows, inputOf, columns };
  return stagedRecords(
    context,
    type === "observation" ? { ...read, joiner: new PressureJoiner() } : read,
    count,
  );
}
