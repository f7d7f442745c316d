import { locale } from "../shell/text/format.ts";
import type { AgeGroup, DeedKind, RecordName } from "./statistics.ts";

const whole = new Intl.NumberFormat(locale);
const short = new Intl.NumberFormat(locale, { notation: "compact" });
/** A month of the calendar is the same everywhere: it is put together and read in UTC. */
const month = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });
const shortMonth = new Intl.DateTimeFormat(locale, { month: "short", year: "numeric", timeZone: "UTC" });

export const formatNumber = (value: number): string => whole.format(value);

/** Where there is little room, as at an axis: `12K`. */
export const formatShort = (value: number): string => short.format(value);

/** `YYYY-MM`: `November 2026`. */
export const formatMonth = (name: string): string => month.format(new Date(`${name}-01T00:00:00Z`));

/** The same where there is little room: `Nov 26`. */
export const formatShortMonth = (name: string): string => shortMonth.format(new Date(`${name}-01T00:00:00Z`));

export const nounOf = (count: number, [one, many]: readonly [string, string]): string =>
  count === 1 ? one : many;

/** `1 patient`, `1,204 patients`. */
export const countOf = (count: number, nouns: readonly [string, string]): string =>
  `${formatNumber(count)} ${nounOf(count, nouns)}`;

export const patientNouns = ["patient", "patients"] as const;
export const doctorNouns = ["doctor", "doctors"] as const;

export const ageLabels: Record<AgeGroup, string> = {
  "0-17": "0–17",
  "18-39": "18–39",
  "40-64": "40–64",
  "65-79": "65–79",
  "80+": "80+",
  unknown: "Unknown",
};

export const deedLabels: Record<DeedKind, string> = {
  added: "Added",
  changed: "Changed",
  removed: "Removed",
  restored: "Restored",
};

export const recordNouns: Record<RecordName, readonly [string, string]> = {
  patients: patientNouns,
  doctors: doctorNouns,
  assignments: ["assignment", "assignments"],
};

export const recordLabels: Record<RecordName, string> = {
  patients: "Patients",
  doctors: "Doctors",
  assignments: "Assignments",
};

/** Of the panel, and of the chart for readers who do not see it. */
export const growthTitle = "Patients over time";
