import path from "node:path";
import { ImportProblems, ImportRefused, type ImportSummary } from "@caretype/api";
import { importTable, parseTableSettings, tableColumns } from "@caretype/import/command/import-table";
import { isMark } from "@caretype/import/source/table/cells";
import {
  isClinicalTable,
  type TableRecords,
  type TableSettings,
  tableRecords,
} from "@caretype/import/source/table/schema";
import { counted } from "../command/counted.ts";
import { type PrintingCommand, runAndPrint } from "../command/run-command.ts";
import {
  type CsvProblem,
  type CsvRequest,
  csvOptionsOf,
  readCsv,
  type SkipRequest,
  sizeOf,
  writeLeftOut,
} from "./csv-file.ts";
import {
  describeBatch,
  describeDuplicates,
  describeGuess,
  describeRecords,
  describeSkipped,
  maxSkipped,
  refusalOf,
} from "./describe-summary.ts";
import { createProgress, type Progress } from "./progress.ts";

export type TableRequest = CsvRequest &
  SkipRequest & {
    account: string;
    records: string;
    /** Each as `field=heading`. */
    columns: string[];
    dateFormat?: string;
    identifier?: string;
    system?: string;
    peopleSystem?: string;
    codeSystem?: string;
    decimalMark?: string;
    /** Each as `code=gender`. */
    genders?: string[];
    /** Each as `heading`, `heading=unit`, `heading=unit@code` or `heading=@code`. */
    signs?: string[];
    /** Each as `written=unit`. */
    units?: string[];
    dryRun: boolean;
  };

export const runTableImport: PrintingCommand<TableRequest> = (request, onDatabase, output) => {
  const { account, dryRun, file, leftOut } = request;
  const run = async (took: () => string) => {
    const opened = await openTable(request, (encoding) => output.errors.write(describeGuess(encoding)));
    const summary = await onDatabase((database) => {
      const progress = createProgress(output.errors, { totalBytes: opened.totalBytes, dryRun });
      const { rows, left: _left, ...table } = opened;
      return importTable(database, {
        ...table,
        email: account,
        dryRun,
        leavesOutInvalid: request.skipInvalid ?? false,
        rows: (isScan) => rows(isScan ? null : progress),
        onStage: progress.stage,
      }).finally(progress.stop);
    });
    const rows = opened.problems.leftOutOf(opened.file);
    if (leftOut !== undefined && rows.size > 0)
      await writeLeftOut({ file, target: leftOut, rows }, csvOptionsOf(request));
    const done = dryRun ? "Dry run: nothing is imported, checked" : "Imported";
    return `${done} in ${took()} s\n${describeCounts(opened, summary)}${describeLeft(opened.left)}${describeSkipped(opened.problems, "row")}${describeDuplicates(summary, account)}${describeBatch(summary, account)}`;
  };
  return runAndPrint(output, run, refusalOf);
};

/**
 * Opens a table.
 * @throws {ImportRefused} if the file is missing, or the options are incomplete.
 */
async function openTable(request: TableRequest, onGuess: (encoding: string) => void) {
  const { file } = request;
  const totalBytes = await sizeOf(file);
  const records = tableRecords.find((each) => each === request.records);
  if (!records)
    throw new ImportRefused(`--records ${request.records} is not one of ${tableRecords.join(", ")}.`);
  const given = givenSettings(request);
  const columns = [
    ...Object.values(given.mapping),
    ...(given.signs ?? []).map(({ column }) => column),
    ...(request.identifier ? [request.identifier] : []),
  ];
  const settings = parseTableSettings(records, given, [...new Set(columns)]);
  const keys = tableColumns(settings);
  const name = path.basename(file);
  const problems = new ImportProblems([name], { maxRows: request.skipInvalid ? maxSkipped : 0 });
  const left = { marks: 0, headings: 0 };
  const layout = { required: [...new Set(keys.map(([, column]) => column))], optional: [] };
  /** A scan before the import reports no progress and no problems. */
  async function* rows(progress: Progress | null) {
    const events = {
      onBytes: (bytes: number) => progress?.read(bytes),
      onProblem: (problem: CsvProblem) => {
        if (progress) problems.addUnreadable({ file: name, ...problem });
      },
      onGuess: (encoding: string) => progress && onGuess(encoding),
      onHeadings: (count: number) => {
        if (progress) left.headings = count;
      },
      ...csvOptionsOf(request),
    };
    for await (const batch of readCsv<string>(file, layout, events))
      yield batch.map(({ line, cells: all }) => {
        const cells = Object.fromEntries(keys.map(([key, column]) => [key, all[column] ?? ""]));
        if (progress) left.marks += keys.filter(([key]) => isMark(key, cells[key] ?? "")).length;
        return { line, cells };
      });
  }
  return { records, settings, file: name, rows, problems, left, totalBytes };
}

/** The settings in the API's form. */
function givenSettings(request: TableRequest) {
  const { columns, dateFormat, identifier, system, peopleSystem, codeSystem, decimalMark } = request;
  const genders = Object.entries(mappingIn(request.genders ?? [], "code=gender", "--genders"));
  const units = Object.entries(mappingIn(request.units ?? [], "written=unit", "--units"));
  const mapping = byField(mappingIn(columns, "field=heading"));
  if (identifier && !system)
    throw new ImportRefused("--system is missing: name the system of the identifiers.");
  return {
    mapping,
    ...(dateFormat && { dateFormat }),
    ...(identifier && { identifier: { column: identifier, system } }),
    ...(peopleSystem && { peopleSystem }),
    ...(codeSystem && { codeSystem }),
    ...(decimalMark && { decimalMark }),
    ...(genders.length > 0 && { genders: genders.map(([code, gender]) => ({ code, gender })) }),
    ...(request.signs && { signs: request.signs.map(signOf) }),
    ...(units.length > 0 && { units: units.map(([written, unit]) => ({ written, unit })) }),
  };
}

/** A column with a vital sign. After the last `=` stand the unit and code, if the heading lacks them. */
function signOf(option: string) {
  const at = option.lastIndexOf("=");
  if (at < 1) return { column: option };
  const [unit = "", code] = option.slice(at + 1).split("@");
  return {
    column: option.slice(0, at).trim(),
    ...((code === undefined || unit.trim() !== "") && { unit: unit.trim() }),
    ...(code !== undefined && { code: code.trim() }),
  };
}

/** Fields may be named as in REST: `date_of_birth`. */
export const byField = (mapping: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(mapping).map(([name, heading]) => [
      name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      heading,
    ]),
  );

/** Reads the pairs of an option. @throws {ImportRefused} */
export function mappingIn(
  columns: readonly string[],
  form: string,
  option = "--columns",
): Record<string, string> {
  const mapping: Record<string, string> = {};
  for (const each of columns) {
    const at = each.indexOf("=");
    if (at < 1) throw new ImportRefused(`${option} ${JSON.stringify(each)} is not ${form}.`);
    mapping[each.slice(0, at).trim()] = each.slice(at + 1).trim();
  }
  return mapping;
}

const describeLeft = ({ marks, headings }: { marks: number; headings: number }) =>
  (marks > 0 ? `${counted(marks, "cell")} with NULL, N/A, none or - read as empty\n` : "") +
  (headings > 0 ? `${counted(headings, "repeated heading")} left out\n` : "");

const tallies = { patient: "patients", doctor: "doctors", appointment: "appointments" } as const;

type Described = { records: TableRecords; settings?: Pick<TableSettings, "signs"> };

export function describeCounts({ records, settings }: Described, summary: ImportSummary): string {
  if (isClinicalTable(records)) return describeRecords(summary, settings?.signs ? "value" : "row");
  const { imported, present } = summary[tallies[records]];
  return `${tallies[records]}: ${imported + present} rows (${imported} imported, ${present} already existed)\n`;
}
