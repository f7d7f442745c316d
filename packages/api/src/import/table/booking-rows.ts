import { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { startAt } from "../../appointment/wall-time.ts";
import { withoutHiddenInLine } from "../../field/hidden-characters.ts";
import { type FieldMessage, messageOf } from "../../field/messages.ts";
import { Moment, requiredLine, ScheduleDay, TimeZone } from "../../field/schemas.ts";
import type { CellProblems, ParseResult } from "../cell-problems.ts";
import { bookingShape, longestVisit } from "./booking-fields.ts";
import { type Read, readDate, readStatus, readTimeOfDay, readWholeNumber } from "./cells.ts";
import { type Reading, unreadable, unreadableMessage } from "./rows.ts";

/** A row of a table of appointments. Who and what it names is looked up later. */
export type Booking = {
  externalId: string | null;
  patient: string;
  patientDateOfBirth: string | null;
  doctor: string;
  /** Null: the usual one. */
  visitType: string | null;
  /** Null: decided by whether it has ended. */
  status: string | null;
  startsAt: string;
  /** Null: it takes as long as the visit type. */
  endsAt: string | null;
  reasonForVisit: string | null;
};

type BookingReading = Reading & { timeZone: string };

/** Reads the cells of a row, and collects what is wrong with them. */
class RowReader {
  readonly problems: CellProblems = new Map();
  readonly #cells: Reading["cells"];

  constructor(cells: Reading["cells"]) {
    this.#cells = cells;
  }

  /** Spreadsheets put left-to-right and right-to-left marks around dates and numbers. */
  text = (field: string): string => withoutHiddenInLine(this.#cells[field] ?? "").trim();

  fail(field: string, message: FieldMessage | undefined): null {
    const isHere = this.#cells[field] !== undefined;
    const place = isHere ? field : "startsAt";
    if (!this.problems.has(place)) this.problems.set(place, messageOf(message));
    return null;
  }

  /** Returns what was read, and null if it was empty or is no such value. */
  take<Value>(field: string, read: Read<Value>): Value | null {
    return "message" in read ? this.fail(field, read.message) : read.value;
  }

  /** Checks a cell by the API's schema. An empty one is null. */
  checked(field: string, schema: z.ZodType<string | null | undefined>, isRequired = false): string | null {
    const cell = this.#cells[field] ?? "";
    if (unreadable.test(cell)) return this.fail(field, unreadableMessage);
    if (cell.trim() === "") return isRequired ? this.fail(field, "Required") : null;
    const parsed = schema.safeParse(cell);
    return parsed.success
      ? (parsed.data ?? null)
      : this.fail(field, messageOf(parsed.error.issues[0]?.message));
  }
}

export function bookingOfRow({ settings, cells, timeZone }: BookingReading): ParseResult<Booking> {
  const row = new RowReader(cells);
  const times = { row, timeZone, dateFormat: settings.dateFormat ?? "YYYY-MM-DD" } as const;
  const startsAt = readStart(times);
  const booking = {
    externalId: cells.Id === undefined ? null : row.checked("Id", AppointmentIdentifier, true),
    patient: row.checked("patient", bookingShape.patient, true) ?? "",
    patientDateOfBirth: row.take(
      "patientDateOfBirth",
      readDate(row.text("patientDateOfBirth"), times.dateFormat),
    ),
    doctor: settings.doctorId ?? row.checked("doctor", bookingShape.doctor, true) ?? "",
    visitType: row.checked("visitType", bookingShape.visitType),
    status: row.take("status", readStatus(row.text("status"))),
    startsAt: startsAt ?? "",
    endsAt: startsAt === null ? null : readEnd(times, startsAt),
    reasonForVisit: row.checked("reasonForVisit", bookingShape.reasonForVisit),
  };
  return row.problems.size > 0 ? { problems: row.problems } : { value: booking };
}

type Times = { row: RowReader; timeZone: string; dateFormat: Parameters<typeof readDate>[1] };

const withOffset = /T.*(?:Z|[+-]\d{2}:?\d{2})$/i;
/** A time in a zone, as RFC 9557 writes it: `2026-11-20T09:30[Europe/Zurich]`. */
const withZone = /^(\d{4}-\d{2}-\d{2})T([\d:]+)\[([^\]]+)\]$/;
/** Programs give some appointments long identifiers, as these are only compared. */
const AppointmentIdentifier = requiredLine(300);

function readStart(times: Times): string | null {
  const { row } = times;
  const cell = row.text("startsAt");
  if (cell === "") return row.fail("startsAt", "Required");
  if (withOffset.test(cell)) return readInstant(row, "startsAt", cell);
  if (withZone.test(cell)) return readZoned(times, "startsAt", cell);
  const { date, time } = splitMoment(cell);
  const day = readDay(times, "startsAt", date);
  if (time !== "") return instantOf(times, "startsAt", { day, time });
  const given = row.text("startTime");
  if (given === "") return row.fail("startTime", "Give the time of day, too");
  return instantOf(times, "startTime", { day, time: given });
}

function readEnd(times: Times, startsAt: string): string | null {
  const { row } = times;
  if (row.text("endsAt") === "") {
    const minutes = row.take("minutes", readWholeNumber(row.text("minutes")));
    if (minutes === null) return null;
    const end = Temporal.Instant.from(startsAt).add({ minutes }).toString();
    return isVisit(startsAt, end) ? end : row.fail("minutes", "Has to be from 1 to 1439 minutes");
  }
  const end = readEndCell(times, startsAt);
  if (end === null || isVisit(startsAt, end)) return end;
  return row.fail(
    "endsAt",
    end <= startsAt ? "Has to be after the start" : "Has to be from 1 to 1439 minutes",
  );
}

function isVisit(startsAt: string, endsAt: string): boolean {
  const minutes = (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;
  return minutes > 0 && minutes <= longestVisit;
}

function readEndCell(times: Times, startsAt: string): string | null {
  const cell = times.row.text("endsAt");
  if (withOffset.test(cell)) return readInstant(times.row, "endsAt", cell);
  if (withZone.test(cell)) return readZoned(times, "endsAt", cell);
  const { date, time } = splitMoment(cell);
  if (time !== "") return instantOf(times, "endsAt", { day: readDay(times, "endsAt", date), time });
  // Only a time: on the day of the start.
  const start = Temporal.Instant.from(startsAt).toZonedDateTimeISO(times.timeZone);
  return instantOf(times, "endsAt", { day: start.toPlainDate().toString(), time: cell });
}

/** Splits `20.11.2026 9:30 am` and `2026-11-20T09:30` into date and time. A time alone is a date. */
function splitMoment(cell: string): { date: string; time: string } {
  const [, date = cell, time = ""] = /^(\d+[./-][^\sT,]+)(?:\s*,\s*|\s+|T)(.*)$/su.exec(cell) ?? [];
  return { date, time };
}

function readInstant(row: RowReader, field: string, cell: string): string | null {
  const parsed = Moment.safeParse(cell);
  if (!parsed.success) return row.fail(field, "Not an instant (YYYY-MM-DDTHH:MM:SSZ)");
  if (!ScheduleDay.safeParse(parsed.data.slice(0, 10)).success) return row.fail(field, outOfRange);
  return Date.parse(parsed.data) % 60_000 === 0 ? parsed.data : row.fail(field, "Has to be a whole minute");
}

function readZoned({ row }: Times, field: string, cell: string): string | null {
  const [, date = "", time = "", zone = ""] = withZone.exec(cell) ?? [];
  if (!TimeZone.safeParse(zone).success) return row.fail(field, "Not a time zone, such as Europe/Zurich");
  const times = { row, timeZone: zone, dateFormat: "YYYY-MM-DD" } as const;
  return instantOf(times, field, { day: readDay(times, field, date), time });
}

const outOfRange = "Has to be in a year from 1900 to 2999";

function readDay({ row, dateFormat }: Times, field: string, date: string): string | null {
  const day = row.take(field, readDate(date, dateFormat));
  return day === null || ScheduleDay.safeParse(day).success ? day : row.fail(field, outOfRange);
}

function instantOf(
  { row, timeZone }: Times,
  field: string,
  { day, time }: { day: string | null; time: string },
): string | null {
  const read = row.take(field, readTimeOfDay(time));
  if (day === null || read === null) return null;
  const { startsAt, isShown } = startAt(Temporal.PlainDateTime.from(`${day}T${read}`), timeZone);
  return isShown ? startsAt : row.fail(field, "The clocks skip this time");
}
