import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { FieldMessage } from "@caretype/core/kernel/error/field-messages";
import type { PracticeZone } from "@caretype/core/kernel/field/day";
import type { PracticeId } from "@caretype/core/kernel/field/ids";
import type { Permission } from "@caretype/core/kernel/permissions/permissions";
import type { DatabaseHandle } from "@caretype/db";
import type { z } from "zod";
import { type CommandImport, importByCommand } from "../../command/import-by-command.ts";
import { findLongCells } from "../../pipeline/cell-length.ts";
import { isOpenUnit, unitsIn } from "../../pipeline/clinical/measured-value.ts";
import { PressureJoiner } from "../../pipeline/clinical/record-input.ts";
import { recordLine, restOfRecords } from "../../pipeline/clinical/stage-records.ts";
import { type CellProblems, ImportRefused, type SourceRow } from "../../pipeline/problems.ts";
import { personLine, type ReadRow, type StagingContext, stageRows } from "../../pipeline/stage-rows.ts";
import { type Systems, stagings } from "../../pipeline/staging.ts";
import type { ImportPlan, ImportSummary } from "../../run-import.ts";
import { bookingLine } from "./booking-rows.ts";
import { areOpenNumbers, hasOpenNumber } from "./numbers.ts";
import { type GenderCodes, genderCodesIn, genderWord } from "./person-cells.ts";
import { placesIn, recordOfRow } from "./record-rows.ts";
import { doctorOfRow, patientOfRow } from "./rows.ts";
import { isClinicalTable, type ReadSettings, type TableRecords, TableSettings } from "./schema.ts";
import { columnsOf, permissionsToImport, requireSettings, sourceOf } from "./settings.ts";
import { columnAt, readSign, signKey, spreading } from "./signs.ts";

type TableSource = {
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
  if (records === "appointment") return { read: (row) => bookingLine(importer, row.line, readingOf(row)) };
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

export type TableRequest = CommandImport & Omit<TableSource, "practiceId">;

/** The keys of the cells of a row, each with its column. */
export const tableColumns = (settings: TableSettings): [key: string, column: string][] => columnsOf(settings);

const described = (issue: z.core.$ZodIssue): string =>
  issue.code === "unrecognized_keys"
    ? `${[...issue.path, issue.keys.join(", ")].join(".")}: there is no such field.`
    : `${issue.path.join(".")}: ${issue.message}.`;

/** Checks the settings of a table. @throws {ImportRefused} with what is wrong with them. */
export function parseTableSettings(
  records: TableRecords,
  given: unknown,
  columns: readonly string[],
): TableSettings {
  const parsed = TableSettings.safeParse(given);
  if (!parsed.success) {
    throw new ImportRefused(parsed.error.issues.map(described).join("\n"));
  }
  try {
    requireSettings(records, columns, parsed.data);
  } catch (error) {
    const [first] = error instanceof DomainError ? Object.entries(error.details.errors ?? {}) : [];
    if (!first) throw error;
    const [path, [message = ""]] = first;
    const named = path.replace("table.", "").replace(/^signs\.(\d+)\.\w+$/, (_, at: number) => {
      const { column = "" } = parsed.data.signs?.[at] ?? {};
      return `signs ${column}`;
    });
    throw new ImportRefused(`${named}: ${message}.`);
  }
  return parsed.data;
}

const permissionOf: Partial<Record<TableRecords, Permission>> = {
  patient: "patient:create",
  doctor: "doctor:create",
};

/**
 * Imports a plain table in one transaction: all of it or nothing. Records of earlier imports stay unchanged.
 * @throws {ImportRefused} if the account lacks a permission, or any row is invalid.
 */
export function importTable(database: DatabaseHandle, request: TableRequest): Promise<ImportSummary> {
  const { records, settings, file } = request;
  const own = permissionOf[records];
  return importByCommand(database, {
    ...request,
    action: "import.table",
    needed: ["import:run", ...(own ? [own] : []), ...permissionsToImport(records, settings)],
    planIn: (practiceId) => tablePlan({ ...request, practiceId }),
    files: [file],
  });
}
