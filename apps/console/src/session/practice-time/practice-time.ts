import { holidayOn } from "@caretype/identity/practice/holidays";
import { dateText, timeZone as readersZone, shortTime, zoneName } from "../../words/format/format.ts";
import { instantOf } from "../../words/format/zoned-date.ts";
import { usePractice } from "../client/use-practice.ts";

export type PracticeTime = {
  timeZone: string;
  /** The practice's local date, as `YYYY-MM-DD`. */
  dateOf: (instant: string) => string;
  /** `Tue, 24 Nov 2026`. */
  day: (instant: string) => string;
  /** `10:00`. */
  time: (instant: string) => string;
  /** `Tue, 24 Nov 2026, 10:00`. */
  dayAndTime: (instant: string) => string;
  /** The instant of a local date and time; null if clocks skip it. */
  instantAt: (date: string, time: string) => string | null;
};

const shortDay = { weekday: "short", day: "numeric", month: "short", year: "numeric" } as const;

export function practiceTimeOf(timeZone: string): PracticeTime {
  // Swedish dates follow ISO 8601.
  const wall = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  const wallAt = (instant: string) => wall.format(new Date(instant));
  return {
    timeZone,
    dateOf: (instant) => wallAt(instant).slice(0, 10),
    day: dateText({ ...shortDay, timeZone }),
    time: dateText({ ...shortTime, timeZone }),
    dayAndTime: dateText({ ...shortDay, ...shortTime, timeZone }),
    instantAt: (date, time) => {
      const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
      const [hour = 0, minute = 0] = time.split(":").map(Number);
      const instant = instantOf({ year, month, day, hour, minute }, timeZone).toISOString();
      return wallAt(instant) === `${date} ${time}` ? instant : null;
    },
  };
}

const known = new Map<string, PracticeTime>();

/** Formats in a practice's time zone. Cached, as formats are expensive to create. */
export function practiceTime(timeZone: string): PracticeTime {
  const found = known.get(timeZone) ?? practiceTimeOf(timeZone);
  known.set(timeZone, found);
  return found;
}

/** Formats of the open practice: its appointments are in its time zone, not the user's. */
export const usePracticeTime = (): PracticeTime => practiceTime(usePractice()?.timeZone ?? "UTC");

/** The open practice's time zone by name. Null if it is the user's, too. */
export function useOtherZone(): string | null {
  const { timeZone } = usePracticeTime();
  return timeZone === readersZone ? null : zoneName(timeZone);
}

/** Returns a function that names the open practice's holiday on a day. Null: none. */
export function useHolidayOn(): (day: string) => string | null {
  const holidays = usePractice()?.holidays ?? [];
  return (day) => holidayOn(holidays, day);
}

/** Today in the open practice, as `YYYY-MM-DD`. */
export const usePracticeToday = (): string => usePracticeTime().dateOf(new Date().toISOString());
