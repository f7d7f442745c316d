import type { FieldMessage } from "@caretype/core/kernel/error/field-messages";
import type { PracticeZone } from "@caretype/core/kernel/field/day";
import type { PracticeId } from "@caretype/core/kernel/field/ids";
import { findLongCells } from "../source/cell-length.ts";
import { isOpenUnit, unitsIn } from "../source/clinical/measured-value.ts";
import { PressureJoiner } from "../source/clinical/record-input.ts";
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
import { recordLine, restOfRecords } from "./clinical/stage-records.ts";
import type { ImportPlan } from "./stage-rows.ts";
import { personLine, type StagingContext, stageRows } from "./stage-rows.ts";
import { type Systems, stagings } from "./staging.ts";

export type TableSource = {
  practiceId: PracticeId;
  /** What the rows contain. */
  records: TableRecords;
  settings: TableSettings;
  file: string;
  /** Cells by field, and by `Id` for the identifier in another system. A scan before the import reports no problems. */
  rows: (isScan: boolean, timeZone: PracticeZone) => AsyncIterable<SourceRow[]>;
};

/**
 * Doctor identifiers are separate for each practice: two practices may use the same system name and the same
 * numbers for different doctors. System names ignore case.
 */
function systemsOf(practiceId: PracticeId, system: string): Systems {
  const name = system.toLowerCase();
  return { patient: `table:${name}`, doctor: `table:${practiceId}:${name}` };
}

type TableReading = Pick<StagingContext, "importer" | "problems"> & {
  records: TableRecords;
  settings: ReadSettings;
  file: string;
  genders?: GenderCodes;
  joiner?: PressureJoiner | undefined;
};

/** How the rows of a table become COPY text. */
export function tableReader({ records, settings, file, genders, joiner, ...context }: TableReading): {
  read: (row: SourceRow) => ReadRow;
  rest?: () => string;
} {
  const { importer } = context;
  const { timeZone, practiceId } = importer;
  const readingOf = ({ cells }: SourceRow) => ({ settings, cells, timeZone, genders });
  if (records === "patient")
    return { read: (row) => personLine(stagings.patient, row, patientOfRow(importer, readingOf(row))) };
  if (records === "doctor")
    return { read: (row) => personLine(stagings.doctor, row, doctorOfRow(importer, readingOf(row))) };
  if (records === "appointment")
    return {
      read: (row) => {
        const read = bookingOfRow(importer, readingOf(row));
        if (!read.value) return { problems: read.problems };
        const { keys, appointment } = read.value;
        return { value: stagings.booking.line({ line: row.line, ...keys }, appointment) };
      },
    };
  const source = {
    type: records,
    source: sourceOf(settings),
    columns: placesIn(records, settings),
    file,
    joiner,
    columnAt: (line: number) => columnAt(settings.signs, line),
  };
  return {
    read: (row) => {
      const input = recordOfRow({ ...readingOf(row), records, practiceId }, row.line);
      const read = recordLine(context, source, { cells: row.cells, input });
      const width = settings.signs?.length;
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

/** What is wrong with a sign is said of its column. */
const inColumn = (problems: CellProblems, at: number): CellProblems =>
  new Map(
    [...problems].map(([key, message]) =>
      fieldsOfSign.includes(key) ? [signKey(at), messageOfSign(key, message)] : [key, message],
    ),
  );

/** Returns what reads the records of a row of the file: itself, or one for each column with a sign. */
export function recordsOf({ signs: given }: TableSettings): (row: SourceRow) => SourceRow[] {
  return given ? spreading(given.flatMap((sign) => readSign(sign) ?? [])) : (row) => [row];
}

/** Plans the import of a plain table. */
export function tablePlan({ practiceId, records, settings, file, ...source }: TableSource): ImportPlan {
  const spread = recordsOf(settings);
  async function* rows(isScan: boolean, timeZone: PracticeZone) {
    for await (const batch of source.rows(isScan, timeZone)) yield batch.flatMap(spread);
  }
  const columns = new Map<string, string>(columnsOf(settings));
  const { identifier, mapping, peopleSystem } = settings;
  const patient = mapping.patient ?? mapping.patientLastName;
  if (patient !== undefined) columns.set("patient", patient);
  const isOfPeople = records === "patient" || records === "doctor";
  const kind = records === "appointment" ? "booking" : records;
  const partners = new Map<number, number>();
  const columnOf = (key: string) => columns.get(key) ?? key;
  const fields = isClinicalTable(records) ? placesIn(records, settings) : {};
  const place = {
    file,
    columnOf: (field: string, line?: number) => {
      const place = fields[field] ?? field;
      const column = field === "code" ? (columns.get("code") ?? columns.get("codeText")) : columns.get(place);
      return column ?? (line === undefined ? undefined : columnAt(settings.signs, line));
    },
    partners,
  };
  return {
    source: "table",
    systems: systemsOf(practiceId, (isOfPeople ? identifier?.system : peopleSystem) ?? ""),
    arePatientsNamed: !isOfPeople,
    places: { [kind]: kind === "booking" ? { file, columnOf } : place },
    async stage(transaction, context) {
      const joiner = records === "observation" ? new PressureJoiner(partners) : undefined;
      context.problems.spreadRows(settings.signs?.length ?? 1);
      const known = { ...context, records, file, joiner };
      const { timeZone } = context.importer;
      const scan = () => rows(true, timeZone);
      const genders = await gendersIn(settings, scan);
      let reader = tableReader({ ...known, settings, genders });
      const said: ReadSettings = { ...settings };
      const told = new Set<readonly string[]>();
      /** What a cell means may depend on the others of its column. */
      async function* withColumns() {
        for await (const batch of rows(false, timeZone)) {
          const isAsked = (fields: readonly string[], isOpen: (cell: string | undefined) => boolean) =>
            !told.has(fields) &&
            batch.some(({ cells }) => fields.some((field) => isOpen(cells[field]))) &&
            told.add(fields);
          if (isAsked(unitFields, isOpenUnit))
            said.units = unitsIn(await valuesIn(scan, unitFields), settings.units);
          if (settings.decimalMark === undefined && isAsked(numberFields, hasOpenNumber))
            said.decimalMark = areOpenNumbers(await valuesIn(scan, numberFields)) ? "open" : undefined;
          if (told.size > 0) reader = tableReader({ ...known, settings: said });
          yield batch;
        }
      }
      await stageRows(transaction, context, {
        kind,
        file,
        rows: withColumns(),
        columnOf,
        read: (row) => reader.read(row),
        rest: reader.rest,
      });
    },
  };
}

const unitFields = ["unit"];
/** A file has one decimal mark. */
const numberFields = ["value", "referenceLow", "referenceHigh", "referenceRange"];
const mostWords = 1_000;

/** What the codes of genders stand for: as the settings say, or as the other values of the column tell. */
async function gendersIn(
  { mapping, genders = [] }: TableSettings,
  scan: () => AsyncIterable<SourceRow[]>,
): Promise<GenderCodes> {
  const said = genders.map(({ code, gender }) => [genderWord(code), gender] as const);
  if (mapping.gender === undefined) return new Map(said);
  const words = await valuesIn(scan, ["gender"]);
  return new Map([...genderCodesIn(mapping.gender, new Set([...words].map(genderWord))), ...said]);
}

/** The values of some columns. */
async function valuesIn(
  scan: () => AsyncIterable<SourceRow[]>,
  fields: readonly string[],
): Promise<Set<string>> {
  const values = new Set<string>();
  for await (const batch of scan())
    for (const { cells } of batch)
      for (const field of fields)
        if (values.size < mostWords && !findLongCells(cells)?.has(field))
          values.add((cells[field] ?? "").trim());
  return values;
}
