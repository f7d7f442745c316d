import type { PracticeZone } from "@caretype/core/kernel/field/day";
import { currentTime } from "@caretype/core/kernel/field/time";
import type { DatabaseHandle } from "@caretype/db";
import type { ImportSummary } from "../run-import.ts";
import { calendarColumns, calendarSettings } from "../source/calendar/columns.ts";
import {
  type CalendarSource,
  maxCalendarRows,
  NotReadable,
  readCalendar,
} from "../source/calendar/read-calendar.ts";
import { ImportRefused, type SourceRow } from "../source/problems.ts";
import { TableSettings } from "../source/table/schema.ts";
import { cellsByKey, columnsOf } from "../source/table/settings.ts";
import type { CommandImport } from "./import-by-command.ts";
import { importTable, parseTableSettings } from "./import-table.ts";

export type CalendarRequest = CommandImport & {
  settings: TableSettings;
  file: string;
  text: string;
};

/** Validates the calendar's settings. @throws {ImportRefused} with what is wrong. */
export const parseCalendarSettings = (given: { mapping: Record<string, string> }): TableSettings => {
  const settings = TableSettings.safeParse(given);
  const complete = settings.success ? calendarSettings(settings.data) : given;
  return parseTableSettings("appointment", complete, calendarColumns);
};

/**
 * Imports a calendar in one transaction. @throws {ImportRefused} as `importTable` does, and for another kind of file.
 */
export function importCalendar(database: DatabaseHandle, request: CalendarRequest): Promise<ImportSummary> {
  const cellsOf = cellsByKey(columnsOf(request.settings), calendarColumns);
  const { file, text, problems } = request;
  async function* rows(_isScan: boolean, timeZone: PracticeZone): AsyncGenerator<SourceRow[]> {
    const lines: number[] = [];
    problems.numberRows(lines);
    for (const found of allRows(text, { file, timeZone }))
      yield found.map(({ line, cells }) => ({ line: lines.push(line), cells: cellsOf(cells) }));
  }
  return importTable(database, { ...request, records: "appointment", rows });
}

function* allRows(text: string, { file, timeZone }: Pick<CalendarSource, "file" | "timeZone">) {
  try {
    yield* readCalendar(text, { file, timeZone, today: new Date(currentTime()) });
  } catch (error) {
    if (!(error instanceof NotReadable)) throw error;
    const isLarge = error.reason === "tooMany";
    throw new ImportRefused(
      isLarge ? `${file} has more than ${maxCalendarRows} appointments.` : `${file} is not a calendar.`,
    );
  }
}
