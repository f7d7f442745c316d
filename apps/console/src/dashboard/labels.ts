import { formatNumber, locale } from "../shell/text/format.ts";
import type { ActivityKind, AgeGroup, RecordName } from "./statistics.ts";

const short = new Intl.NumberFormat(locale, { notation: "compact" });
/** Calendar months have no time zone: they are parsed and formatted in UTC. */
const month = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });
const shortMonth = new Intl.DateTimeFormat(locale, { month: "short", year: "numeric", timeZone: "UTC" });

/** Short form, such as for an axis: `12K`. */
export const formatShort = (value: number): string => short.format(value);

/** Formats `YYYY-MM` as `November 2026`. */
export const formatMonth = (name: string): string => month.format(new Date(`${name}-01T00:00:00Z`));

/** Formats `YYYY-MM` as `Nov 2026`. */
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

export const activityLabels: Record<ActivityKind, string> = {
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

/** Title of the panel, and label of its chart. */
export const growthTitle = "Patients over time";
