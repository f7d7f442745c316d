import { stat } from "node:fs/promises";
import { constants, setPriority } from "node:os";
import path from "node:path";
import { ImportProblems, ImportRefused, type ImportSummary } from "@caretype/api";
import { importTable, parseTableSettings, tableColumns } from "@caretype/api/import/table";
import { type TableRecords, tableRecords } from "@caretype/api/import/table/schema";
import type { DatabaseHandle } from "@caretype/db";
import { withDatabase } from "../command/command-database.ts";
import type { Settings } from "../settings/settings.ts";
import { type Dialect, readCsv } from "./csv-file.ts";
import { describeBatch, describeDuplicates, describeRecords, describeRefusal } from "./describe-summary.ts";
import { createProgress, type Progress } from "./progress.ts";
import type { TableRequest } from "./register-import-command.ts";
import type { ImportOutput } from "./synthea-command.ts";

/** Imports beside a running server or without one. Resolves to the exit code. */
export function tableCommand(settings: Settings, request: TableRequest): Promise<0 | 1> {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  return runTableImport(request, (run) => withDatabase(settings, run), {
    out: process.stdout,
    progress: process.stderr,
  });
}

/** Runs a function on the migrated database. */
type OnDatabase = <T>(run: (database: DatabaseHandle) => Promise<T>) => Promise<T>;

export async function runTableImport(
  request: TableRequest,
  onDatabase: OnDatabase,
  { out, progress: progressOutput }: ImportOutput,
): Promise<0 | 1> {
  const { account, dryRun } = request;
  const startedAt = performance.now();
  try {
    const opened = await openTable(request);
    const summary = await onDatabase((database) => {
      const progress = createProgress(progressOutput, { totalBytes: opened.totalBytes, dryRun });
      const { rows, ...table } = opened;
      return importTable(database, {
        ...table,
        email: account,
        dryRun,
        rows: () => rows(progress),
        onStage: progress.stage,
      }).finally(progress.stop);
    });
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    const done = dryRun ? "Dry run: nothing is imported, checked" : "Imported";
    out.write(
      `${done} in ${seconds} s\n${describeCounts(opened.records, summary)}${describeDuplicates(summary, account)}${describeBatch(summary, account)}`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    progressOutput.write(describeRefusal(error));
    return 1;
  }
}

/** Opens a table. @throws {ImportRefused} if the file is missing, or the options do not say how to read it. */
async function openTable(request: TableRequest) {
  const { file } = request;
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw new ImportRefused(`The file ${file} does not exist.`);
  const records = tableRecords.find((each) => each === request.records);
  if (!records)
    throw new ImportRefused(`--records ${request.records} is not one of ${tableRecords.join(", ")}.`);
  const given = givenSettings(request);
  const columns = [...Object.values(given.mapping), ...(request.identifier ? [request.identifier] : [])];
  const settings = parseTableSettings(records, given, [...new Set(columns)]);
  const keys = tableColumns(settings);
  const name = path.basename(file);
  const problems = new ImportProblems([name]);
  const layout = { required: [...new Set(keys.map(([, column]) => column))], optional: [] };
  async function* rows(progress: Progress) {
    const events = {
      onBytes: (bytes: number) => progress.read(bytes),
      onProblem: (problem: { line: number; column?: string; message: string }) =>
        problems.addOfFolder({ file: name, ...problem }),
      dialect: dialectOf(request),
    };
    for await (const batch of readCsv<string>(file, layout, events))
      yield batch.map(({ line, cells }) => ({
        line,
        cells: Object.fromEntries(keys.map(([key, column]) => [key, cells[column] ?? ""])),
      }));
  }
  return { records, settings, file: name, rows, problems, totalBytes: found.size };
}

/** The settings as the API takes them. */
function givenSettings(request: TableRequest) {
  const { columns, dateFormat, identifier, system, peopleSystem, codeSystem, decimalMark, units } = request;
  const mapping = mappingIn(columns, "field=heading");
  if (identifier && !system)
    throw new ImportRefused("--system is missing: name the system of the identifiers.");
  return {
    mapping,
    ...(dateFormat && { dateFormat }),
    ...(identifier && { identifier: { column: identifier, system } }),
    ...(peopleSystem && { peopleSystem }),
    ...(codeSystem && { codeSystem }),
    ...(decimalMark && { decimalMark }),
    ...(units && {
      units: Object.entries(pairsIn(units, "--units", "written=unit")).map(([written, unit]) => ({
        written,
        unit,
      })),
    }),
  };
}

/** Reads `--columns`. @throws {ImportRefused} */
export const mappingIn = (columns: readonly string[], form: string) => pairsIn(columns, "--columns", form);

function pairsIn(given: readonly string[], option: string, form: string): Record<string, string> {
  const pairs: Record<string, string> = {};
  for (const each of given) {
    const at = each.indexOf("=");
    if (at < 1) throw new ImportRefused(`${option} ${JSON.stringify(each)} is not ${form}.`);
    pairs[each.slice(0, at).trim()] = each.slice(at + 1).trim();
  }
  return pairs;
}

/** Tabs separate the cells of a file that ends in `.tsv`. */
const dialectOf = ({ file, separator }: TableRequest): Dialect => ({
  delimiter: separator ?? (path.extname(file).toLowerCase() === ".tsv" ? "\t" : ","),
  quote: '"',
});

const tallies = { patient: "patients", doctor: "doctors", appointment: "appointments" } as const;

export function describeCounts(records: TableRecords, summary: ImportSummary): string {
  if (records === "observation" || records === "condition") return describeRecords(summary);
  const { imported, present } = summary[tallies[records]];
  return `${tallies[records]}: ${imported + present} rows (${imported} imported, ${present} already existed)\n`;
}
