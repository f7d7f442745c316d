import type { FieldMessage } from "@caretype/core/kernel/error/field-messages";
import type { PracticeZone } from "@caretype/core/kernel/field/day";
import type { PracticeId } from "@caretype/core/kernel/field/ids";
import { findLongCells } from "../source/cell-length.ts";
import { isOpenUnit, unitsIn } from "../source/clinical/measured-value.ts";
import { PressureJoiner } from "../source/clinical/pressures.ts";
import type { CellProblems, ReadRow, SourceRow } from "../source/problems.ts";
import { bookingOfRow } from "../source/table/booking-rows.ts";
import { areOpenNumbers, hasOpenNumber } from "../source/table/numbers.ts";
import { type GenderCodes, genderCodesIn, genderWord } from "../source/table/person-cells.ts";
import { placesIn, recordOfRow } from "../source/table/record-rows.ts";
import { doctorOfRow, patientOfRow } from "../source/table/rows.ts";
import {
  isClinicalTable,
  type ReadSettings,
  type TableRecords,
  type TableSettings,
} from "../source/table/schema.ts";
import { columnsOf, sourceOf } from "../source/table/settings.ts";
import { columnAt, readSign, signKey, spreading } from "../source/table/signs.ts";
import { type RecordSource, recordLine, restOfRecords } from "./clinical/stage-records.ts";
import { type ImportPlan, personLine, type StagingContext, stageRows } from "./stage-rows.ts";
import { type Place, type Systems, stagings } from "./staging.ts";

// Plans the rows of a plain table: a row is spread to its records, completed by its columns' conventions, and read to
// a row of a staging table.

export type TableSource = {
  practiceId: PracticeId;
  /** The content of the rows. */
  records: TableRecords;
  settings: TableSettings;
  file: string;
  /**
   * Cells by field, and by `Id` for the identifier in another system. A scan before the import reports no problems.
   */
  rows: (isScan: boolean, timeZone: PracticeZone) => AsyncIterable<SourceRow[]>;
};

/** Plans the import of a plain table. */
export function tablePlan({ practiceId, records, settings, file, rows }: TableSource): ImportPlan {
  const { identifier, peopleSystem, signs } = settings;
  const isOfPeople = records === "patient" || records === "doctor";
  const kind = records === "appointment" ? "booking" : records;
  const columns = new Map<string, string>(columnsOf(settings));
  const { patient = settings.mapping.patientLastName } = settings.mapping;
  if (patient !== undefined) columns.set("patient", patient);
  const named = (key: string) => columns.get(key) ?? key;
  const place: Place = {
    file,
    columnOf: kind === "booking" ? named : placeReader(records, settings, columns),
    partners: new Map(),
  };
  return {
    source: "table",
    systems: systemsOf(practiceId, (isOfPeople ? identifier?.system : peopleSystem) ?? ""),
    arePatientsNamed: !isOfPeople,
    places: { [kind]: place },
    async stage(transaction, context) {
      context.problems.spreadRows(signs?.length ?? 1);
      const spread = recordsOf(settings);
      async function* spreadRows(isScan: boolean) {
        for await (const batch of rows(isScan, context.importer.timeZone)) yield batch.flatMap(spread);
      }
      const joiner = records === "observation" ? new PressureJoiner(place.partners) : undefined;
      await stageRows(transaction, context, {
        kind,
        file,
        columnOf: named,
        rows: withMeanings(settings, spreadRows),
        ...tableReader({ ...context, records, settings, file, joiner }),
      });
    },
  };
}

/**
 * Doctor identifiers are separate for each practice: two practices may use the same system name and numbers for
 * different doctors. System names ignore case.
 */
function systemsOf(practiceId: PracticeId, system: string): Systems {
  const name = system.toLowerCase();
  return { patient: `table:${name}`, doctor: `table:${practiceId}:${name}` };
}

/** Returns a function that finds the column of a record's field, if the table has one. */
function placeReader(
  records: TableRecords,
  settings: TableSettings,
  columns: ReadonlyMap<string, string>,
): Place["columnOf"] {
  const fields = isClinicalTable(records) ? placesIn(records, settings) : {};
  return (field, line) => {
    const column =
      field === "code"
        ? (columns.get(field) ?? columns.get("codeText"))
        : columns.get(fields[field] ?? field);
    return column ?? (line === undefined ? undefined : columnAt(settings.signs, line));
  };
}

/** Returns a function that reads a row's records: itself, or one for each column with a vital sign. */
export function recordsOf({ signs: given }: TableSettings): (row: SourceRow) => SourceRow[] {
  return given ? spreading(given.flatMap((sign) => readSign(sign) ?? [])) : (row) => [row];
}

/** A row, with the conventions of its columns. */
type TableRow = SourceRow & { settings?: ReadSettings; genders?: GenderCodes };
type Rows = (isScan: boolean) => AsyncIterable<SourceRow[]>;

/** What is ambiguous in a cell, and what the other cells of its columns imply. */
type Question = {
  fields: readonly string[];
  isOpen: (cell: string | undefined, given: TableSettings) => boolean;
  answer: (cells: ReadonlySet<string>, given: TableSettings) => Partial<ReadSettings>;
};
const questions: readonly Question[] = [
  { fields: ["unit"], isOpen: isOpenUnit, answer: (cells, { units }) => ({ units: unitsIn(cells, units) }) },
  {
    // A file has one decimal mark.
    fields: ["value", "referenceLow", "referenceHigh", "referenceRange"],
    isOpen: (cell, { decimalMark }) => decimalMark === undefined && hasOpenNumber(cell),
    answer: (cells) => ({ decimalMark: areOpenNumbers(cells) ? "open" : undefined }),
  },
];

/** Adds the columns' conventions. A column is read as a whole at its first ambiguous cell. */
async function* withMeanings(given: TableSettings, rows: Rows): AsyncGenerator<TableRow[]> {
  const genders = await gendersIn(given, rows);
  let [settings, open]: [ReadSettings, readonly Question[]] = [given, questions];
  for await (const batch of rows(false)) {
    const isAsked = ({ fields, isOpen }: Question) =>
      batch.some(({ cells }) => fields.some((field) => isOpen(cells[field], given)));
    const asked = open.filter(isAsked);
    open = open.filter((question) => !asked.includes(question));
    for (const { fields, answer } of asked)
      settings = { ...settings, ...answer(await valuesIn(rows, fields), given) };
    yield batch.map((row) => ({ ...row, settings, genders }));
  }
}

/** The meaning of gender codes: from the settings, or from the column's other values. */
async function gendersIn({ mapping, genders = [] }: TableSettings, rows: Rows): Promise<GenderCodes> {
  const chosen = genders.map(({ code, gender }) => [genderWord(code), gender] as const);
  if (mapping.gender === undefined) return new Map(chosen);
  const words = await valuesIn(rows, ["gender"]);
  return new Map([...genderCodesIn(mapping.gender, new Set([...words].map(genderWord))), ...chosen]);
}

const maxWords = 1_000;

async function valuesIn(rows: Rows, fields: readonly string[]): Promise<Set<string>> {
  const values = new Set<string>();
  for await (const batch of rows(true))
    for (const { cells } of batch)
      for (const field of fields)
        if (values.size < maxWords && !findLongCells(cells)?.has(field))
          values.add((cells[field] ?? "").trim());
  return values;
}

type TableReading = Pick<StagingContext, "importer" | "problems"> &
  Pick<TableSource, "records" | "settings" | "file"> &
  Pick<RecordSource, "joiner">;

/** Turns a table's rows into COPY text. `rest`: of rows that waited for others. */
export function tableReader({ records, settings: given, file, joiner, ...context }: TableReading): {
  read: (row: TableRow) => ReadRow;
  rest?: () => string;
} {
  const { importer } = context;
  const { timeZone, practiceId } = importer;
  const readingOf = ({ cells, settings = given, genders }: TableRow) => ({
    settings,
    cells,
    timeZone,
    genders,
  });
  if (records === "patient")
    return { read: (row) => personLine(stagings.patient, row, patientOfRow(importer, readingOf(row))) };
  if (records === "doctor")
    return { read: (row) => personLine(stagings.doctor, row, doctorOfRow(importer, readingOf(row))) };
  if (records === "appointment")
    return {
      read(row) {
        const { value, problems } = bookingOfRow(importer, readingOf(row));
        if (!value) return { problems };
        return { value: stagings.booking.line({ line: row.line, ...value.keys }, value.appointment) };
      },
    };
  const source = {
    type: records,
    source: sourceOf(given),
    columns: placesIn(records, given),
    file,
    joiner,
    columnAt: (line: number) => columnAt(given.signs, line),
  };
  return {
    read(row) {
      const input = recordOfRow({ ...readingOf(row), records, practiceId }, row.line);
      const read = recordLine(context, source, { cells: row.cells, input });
      const width = given.signs?.length;
      return width && read.problems ? { ...read, problems: inColumn(read.problems, row.line % width) } : read;
    },
    rest: () => restOfRecords(context, source),
  };
}

const fieldsOfSign: readonly string[] = ["code", "codeText", "value", "unit"];

/** Such a table has no column of units. */
function messageOfSign(key: string, message: FieldMessage): FieldMessage {
  if (key === "unit" && message === "Required") return "Name the unit: neither the heading nor the cell does";
  return message === "Names another unit than the column of units"
    ? "Names another unit than that of the column"
    : message;
}

/** A vital sign's problems are reported for its column. */
const inColumn = (problems: CellProblems, at: number): CellProblems =>
  new Map(
    [...problems].map(([key, message]) =>
      fieldsOfSign.includes(key) ? [signKey(at), messageOfSign(key, message)] : [key, message],
    ),
  );
