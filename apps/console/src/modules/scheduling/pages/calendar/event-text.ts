import type { Appointment } from "@caretype/client";
import {
  type PracticeTime,
  practiceTime,
  useHolidayOn,
} from "../../../../session/practice-time/practice-time.ts";
import { dateFormat } from "../../../../words/format/format.ts";
import { texts } from "../../records/appointment/details/texts.en.ts";
import { statusText } from "../../records/appointment/status-text.ts";
import { type CalendarColumn, type CalendarEvent, eventsIn } from "./columns.ts";
import type { View } from "./views.ts";

type Timed = { appointment: Appointment; isAgain?: boolean };

/** Cached: many appointments share times, and formatting is slow. */
const known = new WeakMap<PracticeTime, Map<string, string>>();

export function timeText(instant: string, practice: PracticeTime): string {
  const texts = known.get(practice) ?? new Map<string, string>();
  known.set(practice, texts);
  const text = texts.get(instant) ?? practice.time(instant);
  texts.set(instant, text);
  return text;
}

/** `10:00`, with the UTC offset if the clock shows that time twice. */
export function startText({ appointment, isAgain = false }: Timed, practice: PracticeTime): string {
  const { startsAt } = appointment;
  if (!isAgain) return timeText(startsAt, practice);
  const { timeZone } = practice;
  const withOffset = { hour: "2-digit", minute: "2-digit", timeZoneName: "shortOffset", timeZone } as const;
  return dateFormat(withOffset).format(new Date(startsAt));
}

/** What the grid shows by position and look: the end, the room and the status. */
export function hiddenText({ appointment }: CalendarEvent, practice: PracticeTime): string {
  const { endsAt, roomName, overrideReason } = appointment;
  return [
    texts.until(timeText(endsAt, practice)),
    roomName,
    statusText(appointment),
    overrideReason === null ? null : texts.override,
  ]
    .filter((part) => part !== null)
    .join(", ");
}

/** A minute of a day, in the format of appointments. */
export const minuteText = (minute: number): string =>
  practiceTime("UTC").time(new Date(minute * 60_000).toISOString());

/** An event's subject: a patient, or the kind of a group visit with its number of patients. */
export const nameOf = ({ appointment, group, mark }: CalendarEvent): string =>
  group.length === 0
    ? appointment.patientName
    : texts.group(appointment.visitTypeName, group.length, Math.max(mark.seats, group.length));

const longDay = dateFormat({ dateStyle: "full", timeZone: "UTC" });
const agendaDay = dateFormat({ weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
const instantOf = (date: string) => new Date(`${date}T00:00:00Z`);

/** `Mon 23`. The page's heading has the month. */
const dayText = (date: string): string => `${weekdayText(date)} ${Number(date.slice(-2))}`;

/** `Monday, 23 November 2026`. */
export const longDayText = (date: string): string => longDay.format(instantOf(date));

/** `Monday, 23 November`. */
export const agendaDayText = (date: string): string => agendaDay.format(instantOf(date));

/** `23 – 29 Nov 2026`. */
export const daysText = (days: readonly string[]): string =>
  dateFormat({ dateStyle: "medium", timeZone: "UTC" }).formatRange(
    instantOf(days[0] ?? ""),
    instantOf(days.at(-1) ?? ""),
  );

const month = dateFormat({ month: "long", year: "numeric", timeZone: "UTC" });
const shortMonth = dateFormat({ month: "short", year: "numeric", timeZone: "UTC" });
const weekday = dateFormat({ weekday: "short", timeZone: "UTC" });

/** `Mon`. */
export const weekdayText = (date: string): string => weekday.format(instantOf(date));

/** A view's days. On phones, each day has its own heading. */
export function headingOf(view: View, days: readonly string[], isNarrow: boolean | undefined): string {
  const [first = ""] = days;
  if (isNarrow) return shortMonth.format(instantOf(first));
  if (view === "month") return month.format(instantOf(first));
  return days.length === 1 ? practiceTime("UTC").day(`${first}T00:00Z`) : daysText(days);
}

/** Returns a function that explains why a day has no free slots: a holiday, no one works, or it is full. */
export function useNoteOf(): (column: CalendarColumn) => string | null {
  const holidayOn = useHolidayOn();
  return (column) => {
    const { date, isClosed, isFull, full } = column;
    const note = isFull ? texts.full : full.length > 0 ? texts.fullOf(full.join(", ")) : null;
    return holidayOn(date) ?? (isClosed && eventsIn(column).length === 0 ? texts.closed : note);
  };
}

/** A column's name: its day in week view, otherwise its doctor or room. */
export function columnText(column: CalendarColumn, isDay: boolean): string {
  if (!isDay) return dayText(column.date);
  if (column.doctor) return column.doctor.doctorName;
  return column.room?.name ?? texts.noRoom;
}
