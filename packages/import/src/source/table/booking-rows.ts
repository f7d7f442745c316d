import { zoneOf } from "@caretype/core/kernel/field/day";
import { withSingleBlanks } from "@caretype/core/kernel/field/schemas";
import type { Author } from "@caretype/core/kernel/procedure/scope";
import { BookAppointment, maxVisitMinutes } from "@caretype/scheduling/appointment/schema";
import { CreateVisitType } from "@caretype/scheduling/visit-type/schema";
import { Temporal } from "temporal-polyfill";
import { importedId } from "../ids.ts";
import { namedPatient, namesToFind } from "../named-patient.ts";
import { cancelledByIn, markedStatus, readStatus } from "./booking-status.ts";
import { instantOf, readAbsolute, readDay, readMoment, splitMoment, type Times } from "./moments.ts";
import { readMinutes } from "./numbers.ts";
import { type Reading, RowReader } from "./rows.ts";
import { sourceOf } from "./settings.ts";

/** Reads an appointment, and the names of its people, who are looked up later. */
export function bookingOfRow(importer: Author, { settings, cells: written, timeZone }: Reading) {
  const { cells, origins } = withEnd(written);
  const row = new RowReader(cells, "startsAt", origins);
  const times = { row, timeZone: zoneOf(timeZone), dateFormat: settings.dateFormat ?? "YYYY-MM-DD" } as const;
  const startsAt = readStart(times);
  const externalId = row.externalId();
  const { patient, born } = row.patient(times.dateFormat, timeZone);
  const doctor = settings.doctorId ?? row.person("doctor");
  const visitType = row.checked("visitType", CreateVisitType.shape.name) ?? usualVisitType;
  const [statusCell, cancelled] = [row.text("status"), row.text("cancelled")];
  // A date of cancellation is no reason.
  const words =
    [statusCell, cancelled.replace(/^\d.*$/s, "")].find((cell) => /[^\p{L}]\p{L}/u.test(cell)) ?? "";
  const known = row.take("status", readStatus(statusCell));
  const marked = markedStatus({ cancelled, noShow: row.text("noShow") });
  const status = known === null || known === "booked" ? (marked ?? known) : known;
  const appointment = {
    // Null: decided by whether it has ended.
    status,
    cancelledBy: status === "cancelled" ? cancelledByIn(words || statusCell) : null,
    // As in `Abgesagt (krank)`.
    note: (status === "cancelled" && words) || null,
    startsAt: startsAt ?? "",
    // Null: the visit type's length.
    endsAt: startsAt === null ? null : readEnd(times, startsAt),
    reasonForVisit: row.checked("reasonForVisit", BookAppointment.shape.reasonForVisit),
    patientId: null,
    doctorId: null,
    visitTypeId: null,
  };
  if (row.problems.size > 0) return { problems: row.problems };
  const id =
    externalId === null
      ? importedId(importer.practiceId, "row", [patient, doctor, startsAt].join("\n").toLowerCase())
      : importedId(importer.practiceId, sourceOf(settings), externalId);
  // The stored form of a license number.
  const names = {
    doctor: withSingleBlanks(doctor),
    doctor_names: namesToFind(doctor).join("\n"),
    visit_type: visitType,
  };
  const keys = { patient: namedPatient(patient, born), ...names };
  return { value: { keys, appointment: { ...appointment, id } } };
}

const timeRange =
  /^((?:.*[\s,])?\d{1,2}[:.h]\d\d(\s*[ap]\.?\s?m\.?)?)\s*(?:[-–—]|to|bis|hasta|a|à)\s*(\d{1,2}[:.h]\d\d(\s*[ap]\.?\s?m\.?)?)(?:\s*(?:uhr|h))?$/isu;

/** A time such as `9:00 - 9:30` has the end, too. In `11:30-12:15 PM`, the beginning's half of the day is open. */
function withEnd(cells: Reading["cells"]): { cells: Reading["cells"]; origins?: Record<string, string> } {
  if (cells.endsAt) return { cells };
  for (const field of ["startTime", "startsAt"]) {
    const [, start = "", half, endsAt = "", endHalf] = timeRange.exec(cells[field]?.trim() ?? "") ?? [];
    if (endsAt !== "" && Boolean(half) === Boolean(endHalf))
      return { cells: { ...cells, [field]: start, endsAt }, origins: { endsAt: field } };
  }
  return { cells };
}

/** The visit type of rows without one. */
const usualVisitType = "Visit";

function readStart(times: Times): string | null {
  const { row } = times;
  const cell = row.text("startsAt");
  if (cell === "") return row.fail("startsAt", "Required");
  // The start of a calendar event without one, as `readCalendar` writes it.
  if (cell === "cannot be read") return row.fail("startsAt", "The event cannot be read");
  if (/^RRULE\b/.test(cell))
    return row.fail("startsAt", "The event repeats too often, or its rule cannot be read");
  const atDay = () => row.fail("startTime", "Give the time of day, too");
  return readMoment(times, "startsAt", { timeField: "startTime", atDay });
}

function readEnd(times: Times, startsAt: string): string | null {
  const { row } = times;
  if (row.text("endsAt") === "") {
    const minutes = row.take("minutes", readMinutes(row.text("minutes")));
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
  return minutes > 0 && minutes <= maxVisitMinutes;
}

function readEndCell(times: Times, startsAt: string): string | null {
  const cell = times.row.text("endsAt");
  const absolute = readAbsolute(times, "endsAt", cell);
  if (absolute !== undefined) return absolute;
  const { date, time } = splitMoment(cell);
  if (time !== "") return instantOf(times, "endsAt", { day: readDay(times, "endsAt", date), time });
  // A time alone is on the day of the start.
  const start = Temporal.Instant.from(startsAt).toZonedDateTimeISO(times.timeZone);
  return instantOf(times, "endsAt", { day: start.toPlainDate().toString(), time: cell });
}
