import type { Appointment } from "@caretype/client";
import { texts } from "../../records/appointment/details/texts.en.ts";
import { texts as appointmentTexts } from "../../records/appointment/texts.en.ts";
import type { PracticeTime } from "../../session/practice-time/practice-time.ts";
import { dateFormat } from "../../words/format/format.ts";
import type { CalendarColumn, CalendarEvent } from "./columns.ts";

type Timed = { appointment: Appointment; isAgain?: boolean };

/** Many appointments begin and end at the same times, and formatting is slow. */
const known = new WeakMap<PracticeTime, Map<string, string>>();

export function timeText(instant: string, practice: PracticeTime): string {
  const texts = known.get(practice) ?? new Map<string, string>();
  known.set(practice, texts);
  const text = texts.get(instant) ?? practice.time(instant);
  texts.set(instant, text);
  return text;
}

/** `10:00`, with the offset from UTC if the wall has shown that time before. */
export function startText({ appointment, isAgain = false }: Timed, practice: PracticeTime): string {
  const { startsAt } = appointment;
  if (!isAgain) return timeText(startsAt, practice);
  const { timeZone } = practice;
  const withOffset = { hour: "2-digit", minute: "2-digit", timeZoneName: "shortOffset", timeZone } as const;
  return dateFormat(withOffset).format(new Date(startsAt));
}

/** What the grid shows by place and look: the end, the room and the status. */
export function hiddenText({ appointment }: CalendarEvent, practice: PracticeTime): string {
  const { endsAt, roomName, status, overrideReason } = appointment;
  return [
    texts.until(timeText(endsAt, practice)),
    roomName,
    appointmentTexts.statuses[status],
    overrideReason === null ? null : texts.override,
  ]
    .filter((part) => part !== null)
    .join(", ");
}

const shortDay = dateFormat({ weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });
const longDay = dateFormat({ dateStyle: "full", timeZone: "UTC" });
const instantOf = (date: string) => new Date(`${date}T00:00:00Z`);

/** `Mon 23 Nov`. */
const dayText = (date: string): string => shortDay.format(instantOf(date));

/** `Monday, 23 November 2026`. */
export const longDayText = (date: string): string => longDay.format(instantOf(date));

/** `23 – 29 Nov 2026`. */
export const daysText = (days: readonly string[]): string =>
  dateFormat({ dateStyle: "medium", timeZone: "UTC" }).formatRange(
    instantOf(days[0] ?? ""),
    instantOf(days.at(-1) ?? ""),
  );

/** The name of a column: its day in the week's view, otherwise its doctor or room. */
export function columnText(column: CalendarColumn, isDay: boolean): string {
  if (!isDay) return dayText(column.date);
  if (column.doctor) return column.doctor.doctorName;
  return column.room?.name ?? texts.noRoom;
}
