import type { FieldMessage } from "@caretype/core/kernel/error/field-messages";
import type { PracticeId, UploadId } from "@caretype/core/kernel/field/ids";
import type { Database } from "@caretype/db";
import {
  type CalendarSource,
  maxCalendarRows,
  NotReadable,
  readCalendar,
} from "../source/calendar/read-calendar.ts";
import type { ImportProblems } from "../source/problems.ts";
import { readParts, type UploadedPart } from "./parts.ts";
import type { SentRow } from "./schema.ts";

type UploadedCalendar = {
  db: Database;
  practiceId: PracticeId;
  uploadId: UploadId;
  problems: ImportProblems;
} & Omit<CalendarSource, "lineOf">;

const rowsAtOnce = 100;

/**
 * Yields the appointments of an uploaded calendar, numbered from 1, and passes their lines to the problems. Yields an
 * empty part after each parsed event, to let other work run.
 */
export async function* calendarParts(calendar: UploadedCalendar): AsyncGenerator<UploadedPart> {
  const { file, today, timeZone, problems } = calendar;
  const sent: SentRow[] = [];
  for await (const part of readParts(calendar.db, calendar)) {
    if (part.overlaps) return yield part;
    for (const row of part.rows) sent.push(row);
  }
  const { text, lineOf } = joined(sent);
  let rows: SentRow[] = [];
  for (const found of calendarRows(text, { file, today, timeZone, lineOf, problems })) {
    rows.push(...found);
    yield { rows: rows.length < rowsAtOnce ? [] : rows, overlaps: false };
    if (rows.length >= rowsAtOnce) rows = [];
  }
  yield { rows, overlaps: false };
}

/** Yields the rows of each event, numbered from 1, and passes their lines to the problems. */
export function* calendarRows(
  text: string,
  { problems, ...source }: CalendarSource & { problems: ImportProblems },
): Generator<SentRow[]> {
  const lines: number[] = [];
  problems.numberRows(lines);
  try {
    for (const found of readCalendar(text, source))
      yield found.map(({ line, cells }) => ({ line: lines.push(line), cells }));
  } catch (error) {
    if (!(error instanceof NotReadable)) throw error;
    const message: FieldMessage =
      error.reason === "tooMany"
        ? `The calendar has more than ${maxCalendarRows} appointments`
        : "The file is no calendar";
    problems.addUnreadable({ file: source.file, message });
  }
}

/** The text of all rows, and the file's line for each of its lines: rows may have several, or skip some. */
function joined(rows: readonly SentRow[]) {
  const starts: { at: number; line: number }[] = [];
  let at = 1;
  for (const { line, cells } of rows) {
    starts.push({ at, line });
    at += (cells[0] ?? "").split(/\r\n|\n|\r/).length;
  }
  const lineOf = (number: number): number => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle]?.at ?? 0) <= number) low = middle;
      else high = middle;
    }
    const start = starts[low];
    return start ? start.line + number - start.at : number;
  };
  return { text: rows.map(({ cells }) => cells[0] ?? "").join("\n"), lineOf };
}
