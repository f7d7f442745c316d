import { dayAt } from "@caretype/core/kernel/field/day";
import { beginOfDay, offsetOn, toInstant } from "@caretype/core/kernel/field/day-begin";
import { Moment, ScheduleDay, TimeZone } from "@caretype/core/kernel/field/schemas";
import { startAt } from "@caretype/scheduling/appointment/wall-time";
import { Temporal } from "temporal-polyfill";
import { instantIn, namedDay, plainMoment, readDate, readTimeOfDay } from "./dates.ts";
import type { RowReader } from "./rows.ts";
import type { DateFormat } from "./schema.ts";

/** How to read a table's times. */
export type Times = {
  row: RowReader;
  timeZone: string;
  dateFormat: DateFormat;
  /** Whether seconds count. Appointments begin and end in whole minutes. */
  hasSeconds?: boolean;
};

/** A time in a zone, in the format of RFC 9557: `2026-11-20T09:30[Europe/Zurich]`. */
const withZone = /^(\d{4}-\d{2}-\d{2})T([\d:]+)\[([^\]]+)\]$/;

/** Returns the instant in a cell with an offset or zone. Undefined for any other cell. */
export function readAbsolute(times: Times, field: string, cell: string): string | null | undefined {
  const instant = instantIn(cell);
  if (instant !== undefined) return readInstant(times, field, instant);
  return withZone.test(cell) ? readZoned(times, field, cell) : undefined;
}

/** Splits `20.11.2026 9:30 am` and `2026-11-20T09:30` into date and time. A time alone is a date. */
export function splitMoment(written: string): { date: string; time: string } {
  const cell = plainMoment(written);
  const named = namedDay(cell);
  if (named) return { date: cell.slice(0, cell.length - named.behind.length), time: named.behind };
  const [, date = cell, time = ""] = /^(\d+[./年-][^\sT,]+)(?:[\s,]+|T)(.*)/su.exec(cell) ?? [];
  return { date, time };
}

function readInstant({ row, timeZone, hasSeconds }: Times, field: string, cell: string): string | null {
  const parsed = Moment.safeParse(cell);
  if (!parsed.success) return row.fail(field, "Not an instant (YYYY-MM-DDTHH:MM:SSZ)");
  if (!isInRange(parsed.data, timeZone)) return row.fail(field, outOfRange);
  const isWhole = hasSeconds || Date.parse(parsed.data) % 60_000 === 0;
  return isWhole ? parsed.data : row.fail(field, "Has to be a whole minute");
}

function readZoned(times: Times, field: string, cell: string): string | null {
  const [, date = "", time = "", zone = ""] = withZone.exec(cell) ?? [];
  if (!TimeZone.safeParse(zone).success)
    return times.row.fail(field, "Not a time zone, such as Europe/Zurich");
  const own: Times = { ...times, timeZone: zone, dateFormat: "YYYY-MM-DD" };
  const instant = instantOf(own, field, { day: readDay(own, field, date), time });
  return instant === null || isInRange(instant, times.timeZone) ? instant : times.row.fail(field, outOfRange);
}

const outOfRange = "Has to be in a year from 1900 to 2999";

/** By the practice's day. */
const isInRange = (instant: string, timeZone: string): boolean =>
  ScheduleDay.safeParse(dayAt(instant, timeZone)).success;

export function readDay({ row, dateFormat }: Times, field: string, date: string): string | null {
  const day = row.take(field, readDate(date, dateFormat));
  return day === null || ScheduleDay.safeParse(day).success ? day : row.fail(field, outOfRange);
}

export function instantOf(
  { row, timeZone, hasSeconds = false }: Times,
  field: string,
  { day, time }: { day: string | null; time: string },
): string | null {
  const read = row.take(field, readTimeOfDay(time, { hasSeconds }));
  if (day === null || read === null) return null;
  const offset = offsetOn(day, timeZone);
  if (offset !== null) return toInstant(Date.parse(`${day}T${read}Z`) - offset);
  const { startsAt, isShown } = startAt(Temporal.PlainDateTime.from(`${day}T${read}`), timeZone);
  return isShown ? startsAt : row.fail(field, "The clocks skip this time");
}

type MomentCells = {
  /** The field with the time of day, if the other one has only the date. */
  timeField?: string;
  /** Returns the instant of a date alone. Default: the beginning of the day. */
  atDay?: (day: string | null) => string | null;
};

/** Reads when something happened. An empty cell is null. */
export function readMoment(
  times: Times,
  field: string,
  { timeField, atDay }: MomentCells = {},
): string | null {
  const { row, timeZone } = times;
  const cell = row.text(field);
  if (cell === "") return null;
  const absolute = readAbsolute(times, field, cell);
  if (absolute !== undefined) return absolute;
  const { date, time } = splitMoment(cell);
  const day = readDay(times, field, date);
  if (time !== "") return instantOf(times, field, { day, time });
  const given = timeField === undefined ? "" : row.text(timeField);
  if (timeField !== undefined && given !== "") return instantOf(times, timeField, { day, time: given });
  if (atDay) return atDay(day);
  return day === null ? null : beginOfDay(day, timeZone);
}
