import { readFile, stat } from "node:fs/promises";
import { constants, setPriority } from "node:os";
import path from "node:path";
import { ImportProblems, ImportRefused } from "@caretype/api";
import { importCalendar, parseCalendarSettings } from "@caretype/api/import/calendar";
import { withoutFoldsInLetters } from "@caretype/api/import/calendar/read";
import type { DatabaseHandle } from "@caretype/db";
import { withDatabase } from "../command/command-database.ts";
import type { Settings } from "../settings/settings.ts";
import { describeBatch, describeRefusal, describeSkipped, mostSkipped } from "./describe-summary.ts";
import { createProgress } from "./progress.ts";
import type { CalendarRequest } from "./register-import-command.ts";
import type { ImportOutput } from "./synthea-command.ts";
import { byField, describeCounts, mappingIn } from "./table-command.ts";

/** Imports beside a running server or without one. Resolves to the exit code. */
export function calendarCommand(settings: Settings, request: CalendarRequest): Promise<0 | 1> {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  return runCalendarImport(request, (run) => withDatabase(settings, run), {
    out: process.stdout,
    progress: process.stderr,
  });
}

/** Runs a function on the migrated database. */
type OnDatabase = <T>(run: (database: DatabaseHandle) => Promise<T>) => Promise<T>;

/** Imports file by file. What is wrong with one does not keep the others out. */
export async function runCalendarImport(
  request: CalendarRequest,
  onDatabase: OnDatabase,
  output: ImportOutput,
): Promise<0 | 1> {
  return onDatabase(async (database) => {
    let code: 0 | 1 = 0;
    for (const file of request.files)
      await importFile(database, { ...request, file }, output).catch((error: unknown) => {
        if (!(error instanceof ImportRefused)) throw error;
        output.progress.write(describeRefusal(error));
        code = 1;
      });
    return code;
  });
}

async function importFile(
  database: DatabaseHandle,
  { file, account, dryRun, skipInvalid, ...request }: CalendarRequest & { file: string },
  { out, progress: progressOutput }: ImportOutput,
): Promise<void> {
  const startedAt = performance.now();
  const settings = settingsOf(request);
  const [name, text] = [path.basename(file), await readText(file)];
  const problems = new ImportProblems([name], { maxRows: skipInvalid ? mostSkipped : 0 });
  const progress = createProgress(progressOutput, { totalBytes: text.length, dryRun });
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
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const done = dryRun ? "Dry run: nothing is imported, checked" : "Imported";
  out.write(
    `${done} ${name} in ${seconds} s\n${describeCounts("appointment", summary)}${describeSkipped(problems, "appointment")}${describeBatch(summary, account)}`,
  );
}

const mostBytes = 128 * 1024 * 1024;

async function readText(file: string): Promise<string> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw new ImportRefused(`The file ${file} does not exist.`);
  if (found.size > mostBytes) throw new ImportRefused(`The file ${file} has more than 128 MB.`);
  try {
    // RFC 5545 requires UTF-8.
    return new TextDecoder("utf-8", { fatal: true }).decode(withoutFoldsInLetters(await readFile(file)));
  } catch (error) {
    if (error instanceof TypeError) throw new ImportRefused(`The file ${file} is not UTF-8.`);
    throw error;
  }
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
