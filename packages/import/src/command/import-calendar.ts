import type { PracticeZone } from "@caretype/core/kernel/field/day";
import { currentTime } from "@caretype/core/kernel/field/time";
import type { DatabaseHandle } from "@caretype/db";
import type { ImportSummary } from "../run-import.ts";
import { calendarColumns, calendarSettings } from "../source/calendar/columns.ts";
import { ImportProblems, type SourceRow } from "../source/problems.ts";
import { TableSettings } from "../source/table/schema.ts";
import { cellsByKey, columnsOf } from "../source/table/settings.ts";
import { calendarRows } from "../upload/calendar-parts.ts";
import type { CommandImport } from "./import-by-command.ts";
import { importTable, parseTableSettings } from "./import-table.ts";

export type CalendarRequest = CommandImport & {
  settings: TableSettings;
  file: string;
  text: string;
};

/**
 * Validates the calendar's settings.
 * @throws {ImportRefused} with what is wrong.
 */
export const parseCalendarSettings = (given: { mapping: Record<string, string> }): TableSettings => {
  const settings = TableSettings.safeParse(given);
  const complete = settings.success ? calendarSettings(settings.data) : given;
  return parseTableSettings("appointment", complete, calendarColumns);
};

/**
 * Imports a calendar in one transaction.
 * @throws {ImportRefused} as `importTable` does, and for another kind of file.
 */
export function importCalendar(database: DatabaseHandle, request: CalendarRequest): Promise<ImportSummary> {
  const cellsOf = cellsByKey(columnsOf(request.settings), calendarColumns);
  const { file, text, problems } = request;
  async function* rows(isScan: boolean, timeZone: PracticeZone): AsyncGenerator<SourceRow[]> {
    const found = isScan ? new ImportProblems([file]) : problems;
    for (const read of calendarRows(text, {
      file,
      timeZone,
      today: new Date(currentTime()),
      problems: found,
    }))
      yield read.map(({ line, cells }) => ({ line, cells: cellsOf(cells) }));
  }
  return importTable(database, { ...request, records: "appointment", rows });
}
