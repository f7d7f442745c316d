import { calendarColumns } from "@caretype/api/import/calendar/columns";
import {
  type CalendarRow,
  NotReadable,
  readCalendar,
  withoutFoldsInLetters,
} from "@caretype/api/import/calendar/read";
import type { FileFault } from "./protocol.ts";
import type { Table } from "./read-table.ts";

const sampleRows = 100;
const longestSample = 200;

/** Reads a calendar as a table with the columns that have a value. */
export function calendarTable(name: string, bytes: Uint8Array, today: Date): Table | FileFault {
  // RFC 5545 requires UTF-8.
  const text = new TextDecoder().decode(withoutFoldsInLetters(bytes));
  const read: CalendarRow[] = [];
  try {
    for (const rows of readCalendar(text, { file: name, today })) for (const row of rows) read.push(row);
  } catch (error) {
    if (error instanceof NotReadable) return { file: name, fault: "notCalendar" };
    throw error;
  }
  if (read.length === 0) return { file: name, fault: "noRows" };
  const used = calendarColumns.flatMap((column, at) =>
    column === "DTSTART" || read.some(({ cells }) => cells[at]) ? [at] : [],
  );
  // An event may have many appointments, so rows are numbered, after a header.
  const rows = read.map(({ cells }, at) => ({
    line: at + 2,
    cells: used.map((field) => cells[field] ?? ""),
  }));
  const samples = rows.slice(0, sampleRows).map(({ line, cells }) => ({
    line,
    cells: cells.map((cell) => cell.slice(0, longestSample)),
  }));
  return {
    file: name,
    columns: used.map((at) => calendarColumns[at] ?? ""),
    rows,
    samples,
    letterRows: [],
    encoding: "utf-8",
    isEncodingSure: true,
    headerLine: 1,
    problems: { total: 0, first: [] },
  };
}
