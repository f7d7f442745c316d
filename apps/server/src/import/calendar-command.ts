import { readFile } from "node:fs/promises";
import path from "node:path";
import { ImportProblems, ImportRefused } from "@caretype/api";
import { decodeUnicode } from "@caretype/client/csv-encoding";
import type { DatabaseHandle } from "@caretype/db";
import { importCalendar, parseCalendarSettings } from "@caretype/import/command/import-calendar";
import { withoutFoldsInLetters } from "@caretype/import/source/calendar/read-calendar";
import { type CommandOutput, type PrintingCommand, runAndPrint } from "../command/run-command.ts";
import { sizeOf } from "./csv-file.ts";
import { describeBatch, describeSkipped, maxSkipped, refusalOf } from "./describe-summary.ts";
import { createProgress } from "./progress.ts";
import { byField, describeCounts, mappingIn } from "./table-command.ts";

export type CalendarRequest = {
  files: string[];
  account: string;
  /** Each as `field=property`. */
  columns: string[];
  doctorId?: string;
  system?: string;
  peopleSystem?: string;
  skipInvalid: boolean;
  dryRun: boolean;
};

/** Imports file by file. A problem in one file does not block the others. */
export const runCalendarImport: PrintingCommand<CalendarRequest> = (request, onDatabase, output) =>
  onDatabase(async (database) => {
    const codes: (0 | 1)[] = [];
    for (const file of request.files) {
      const run = (took: () => string) => importFile(database, { ...request, file }, { ...output, took });
      codes.push(await runAndPrint(output, run, refusalOf));
    }
    return codes.includes(1) ? 1 : 0;
  });

async function importFile(
  database: DatabaseHandle,
  { file, account, dryRun, skipInvalid, ...request }: CalendarRequest & { file: string },
  { errors, took }: CommandOutput & { took: () => string },
): Promise<string> {
  const settings = settingsOf(request);
  const [name, text] = [path.basename(file), await readText(file)];
  const problems = new ImportProblems([name], { maxRows: skipInvalid ? maxSkipped : 0 });
  const progress = createProgress(errors, { totalBytes: text.length, dryRun });
  progress.read(text.length);
  const summary = await importCalendar(database, {
    email: account,
    dryRun,
    settings,
    problems,
    text,
    file: name,
    leavesOutInvalid: skipInvalid,
    onStage: progress.stage,
  }).finally(progress.stop);
  const done = dryRun ? "Dry run: nothing is imported, checked" : "Imported";
  return `${done} ${name} in ${took()} s\n${describeCounts({ records: "appointment" }, summary)}${describeSkipped(problems, "appointment")}${describeBatch(summary, account)}`;
}

const maxBytes = 128 * 1024 * 1024;

async function readText(file: string): Promise<string> {
  if ((await sizeOf(file)) > maxBytes) throw new ImportRefused(`The file ${file} has more than 128 MB.`);
  // RFC 5545 requires UTF-8, and some programs write UTF-16.
  const text = decodeUnicode(withoutFoldsInLetters(await readFile(file)));
  if (text === null) throw new ImportRefused(`The file ${file} is neither UTF-8 nor UTF-16.`);
  return text;
}

const settingsOf = ({
  columns,
  doctorId,
  system,
  peopleSystem,
}: Pick<CalendarRequest, "columns" | "doctorId" | "system" | "peopleSystem">) =>
  parseCalendarSettings({
    mapping: byField(mappingIn(columns, "field=property")),
    ...(doctorId && { doctorId }),
    ...(system && { identifier: { column: "UID", system } }),
    ...(peopleSystem && { peopleSystem }),
  });
