import { decodeUnicode } from "@caretype/client/csv-encoding";
import { calendarColumns } from "@caretype/import/source/calendar/columns";
import {
  type CalendarRow,
  type CalendarSource,
  NotReadable,
  readCalendar,
  withoutFoldsInLetters,
} from "@caretype/import/source/calendar/read-calendar";
import type { FileFault } from "./protocol.ts";
import { type Table, tableOf } from "./read-table.ts";

/** Reads a calendar as a table with the columns that have a value. */
export function calendarTable(bytes: Uint8Array, source: CalendarSource): Table | FileFault {
  const whole = withoutFoldsInLetters(bytes);
  // RFC 5545 requires UTF-8. Invalid bytes are reported by cell.
  const text = decodeUnicode(whole) ?? new TextDecoder().decode(whole);
  const read: CalendarRow[] = [];
  try {
    for (const rows of readCalendar(text, source)) read.push(...rows);
  } catch (error) {
    if (error instanceof NotReadable) return { file: source.file, fault: "notCalendar" };
    throw error;
  }
  if (read.length === 0) return { file: source.file, fault: "noRows" };
  const used = calendarColumns.flatMap((column, at) =>
    column === "DTSTART" || read.some(({ cells }) => cells[at]) ? [at] : [],
  );
  // An event may have many appointments, so rows are numbered, after a header.
  const rows = read.map(({ cells }, at) => ({
    line: at + 2,
    cells: used.map((field) => cells[field] ?? ""),
  }));
  return tableOf({ file: source.file, columns: used.map((at) => calendarColumns[at] ?? ""), rows });
}
