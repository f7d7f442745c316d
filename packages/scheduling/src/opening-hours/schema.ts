import { daysBetween } from "@caretype/core/kernel/field/day";
import { ActorId, DoctorId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import {
  CalendarDate,
  ExpectedVersion,
  Instant,
  PageInput,
  pageOf,
} from "@caretype/core/kernel/field/schemas";
import { unlessMissing } from "@caretype/core/kernel/field/unless-missing";
import { z } from "zod";

const notATime = unlessMissing("Not a time of day, such as 09:00");
export const TimeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, notATime)
  .max(5)
  .meta({ examples: ["09:00"] });
/** Days of the week: 1 is Monday, 7 is Sunday. */
export const Weekdays = z
  .array(z.int().min(1).max(7))
  .min(1)
  .max(7)
  .transform((days) => [...new Set(days)].toSorted());

/** `24:00` is the end of the day. */
const EndOfTime = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, notATime)
  .max(5)
  .meta({ examples: ["17:30", "24:00"] });

const Day = CalendarDate.max(10);

const endsBeforeBegin = (field: string, end: string) => ({
  error: `Has to be before \`${end}\``,
  path: [field],
});

const weekday = z.int().min(1).max(7).describe("1 is Monday, 7 is Sunday.");
const validFrom = Day.nullable().describe("The first day. Null: always.");
const validTo = Day.nullable().describe("The last day. Null: until changed.");

export const WeeklyHours = namedObject("WeeklyHours", "Hours on one day of each week.", {
  weekday,
  opens: z.string().describe("The time of day, such as `09:00`."),
  closes: z.string().describe("The time of day, such as `17:30`. `24:00` is the end of the day."),
  validFrom,
  validTo,
});
export type WeeklyHours = z.output<typeof WeeklyHours>;

const WeeklyHoursInput = z
  .strictObject({
    weekday,
    opens: TimeOfDay.describe("The time of day, such as `09:00`."),
    closes: EndOfTime.describe("The time of day, such as `17:30`. `24:00` is the end of the day."),
    validFrom: validFrom.default(null),
    validTo: validTo.default(null),
  })
  .refine(({ opens, closes }) => opens < closes, endsBeforeBegin("opens", "closes"))
  .refine(
    ({ validFrom, validTo }) => validFrom === null || validTo === null || validFrom <= validTo,
    endsBeforeBegin("validFrom", "validTo"),
  )
  .describe("Hours on one day of each week, to set.")
  .meta({ id: "WeeklyHoursInput" });

const maxExceptionDays = 366;

const exceptionDays = {
  kind: z
    .enum(["closed", "extra"])
    .describe("`closed`: no visits then. `extra`: hours beside those of the week."),
  from: Day.describe("The first day."),
  to: Day.describe("The last day."),
};
const orWholeDay = "On each of the days. Null: the whole day.";

export const HoursException = namedObject(
  "HoursException",
  "Days that differ from the week. Extra hours count even if another exception closes the day.",
  {
    ...exceptionDays,
    opens: z.string().nullable().describe(orWholeDay),
    closes: z.string().nullable().describe(orWholeDay),
  },
);
export type HoursException = z.output<typeof HoursException>;

const HoursExceptionInput = z
  .strictObject({
    ...exceptionDays,
    opens: TimeOfDay.nullable().default(null).describe(orWholeDay),
    closes: EndOfTime.nullable().default(null).describe(orWholeDay),
  })
  .refine(({ from, to }) => from <= to, endsBeforeBegin("from", "to"))
  .refine(({ from, to }) => daysBetween(from, to) < maxExceptionDays, {
    error: "Has to be within a year of `from`",
    path: ["to"],
  })
  .refine(({ opens, closes }) => (opens === null) === (closes === null), {
    error: "Send `opens` and `closes`, or neither",
    path: ["closes"],
  })
  .refine(({ kind, opens }) => kind === "closed" || opens !== null, {
    error: "Extra hours need `opens` and `closes`",
    path: ["opens"],
  })
  .refine(
    ({ opens, closes }) => opens === null || closes === null || opens < closes,
    endsBeforeBegin("opens", "closes"),
  )
  .describe("Days that differ from the week, to set.")
  .meta({ id: "HoursExceptionInput" });

/** The rules, in the practice's time zone. */
export type HoursRules = { weekly: WeeklyHours[]; exceptions: HoursException[] };

export const OpeningHours = namedObject("OpeningHours", "When a doctor sees patients in the practice.", {
  doctorId: DoctorId,
  weekly: z.array(WeeklyHours).describe("The hours that repeat each week."),
  exceptions: z.array(HoursException).describe("Days that differ from the week."),
  timeZone: z
    .string()
    .describe("The practice's time zone, in which all times are. `UTC` if it has set none."),
  updatedAt: Instant.nullable().describe("Null if none were set."),
  updatedBy: ActorId.nullable().describe("The account that set them last. Null if none were set."),
  version: z.int().describe("1 if none were set."),
});
export type OpeningHours = z.output<typeof OpeningHours>;

export const OpeningHoursPage = pageOf(OpeningHours);
export type OpeningHoursPage = z.output<typeof OpeningHoursPage>;

export const ListOpeningHours = PageInput.prefault({});
export type ListOpeningHours = z.output<typeof ListOpeningHours>;

export const OpeningHoursByDoctor = z.strictObject({ doctorId: DoctorId });

export const SetOpeningHours = z.strictObject({
  doctorId: DoctorId,
  expectedVersion: ExpectedVersion,
  weekly: z
    .array(WeeklyHoursInput)
    .max(70)
    .describe("All hours that repeat each week. They replace the earlier ones."),
  exceptions: z
    .array(HoursExceptionInput)
    .max(80)
    .default([])
    .describe("All days that differ from the week. They replace the earlier ones."),
});
export type SetOpeningHours = z.output<typeof SetOpeningHours>;
