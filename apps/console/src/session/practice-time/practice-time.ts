import { holidayOn } from "@caretype/identity/practice/holidays";
import { dateText, timeZone as readersZone, shortTime, zoneName } from "../../words/format/format.ts";
import { instantOf } from "../../words/format/zoned-date.ts";
import { usePractice } from "../client/use-practice.ts";

export type PracticeTime = {
  timeZone: string;
  /** The date on the practice's wall, as `YYYY-MM-DD`. */
  dateOf: (instant: string) => string;
  /** `Tue, 24 Nov 2026`. */
  day: (instant: string) => string;
  /** `10:00`. */
  time: (instant: string) => string;
  /** `Tue, 24 Nov 2026, 10:00`. */
  dayAndTime: (instant: string) => string;
  /** The instant of a day and a time on the wall; null if clocks skip it. */
  instantAt: (date: string, time: string) => string | null;
};

const shortDay = { weekday: "short", day: "numeric", month: "short", year: "numeric" } as const;

export function practiceTimeOf(timeZone: string): PracticeTime {
  // Swedish dates are those of ISO 8601.
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

/** Formats in a practice's time zone. Formats are expensive to create, so they are kept. */
export function practiceTime(timeZone: string): PracticeTime {
  const found = known.get(timeZone) ?? practiceTimeOf(timeZone);
  known.set(timeZone, found);
  return found;
}

/** Formats of the open practice, whose appointments are in its own time zone, not in the reader's. */
export const usePracticeTime = (): PracticeTime => practiceTime(usePractice()?.timeZone ?? "UTC");

/** The open practice's time zone by name. Null if the reader's clock has it, too. */
export function useOtherZone(): string | null {
  const { timeZone } = usePracticeTime();
  return timeZone === readersZone ? null : zoneName(timeZone);
}

/** Returns a function for the name of the open practice's holiday on a day. Null: none. */
export function useHolidayOn(): (day: string) => string | null {
  const holidays = usePractice()?.holidays ?? [];
  return (day) => holidayOn(holidays, day);
}

/** Today in the open practice, as `YYYY-MM-DD`. */
export const usePracticeToday = (): string => usePracticeTime().dateOf(new Date().toISOString());
