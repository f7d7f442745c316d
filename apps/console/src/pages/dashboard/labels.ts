import { commonTexts } from "../../words/common/common.ts";
import { locale } from "../../words/settings/locale.ts";
import { texts as statisticsTexts } from "./statistics/texts.en.ts";
import type { ActivityKind, AgeGroup, RecordName } from "./statistics.ts";

const short = new Intl.NumberFormat(locale, { notation: "compact" });
/** Calendar months have no time zone: they are parsed and formatted in UTC. */
const month = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });
const shortMonth = new Intl.DateTimeFormat(locale, { month: "short", year: "numeric", timeZone: "UTC" });

const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });

/** Formats 0.625 as `63%`. */
export const formatShare = (value: number): string => share.format(value);

/** Short form, such as for an axis: `12K`. */
export const formatShort = (value: number): string => short.format(value);

/** Formats `YYYY-MM` as `November 2026`. */
export const formatMonth = (name: string): string => month.format(new Date(`${name}-01T00:00:00Z`));

/** Formats `YYYY-MM` as `Nov 2026`. */
export const formatShortMonth = (name: string): string => shortMonth.format(new Date(`${name}-01T00:00:00Z`));

export const ageLabels: Record<AgeGroup, string> = {
  "0-17": "0–17",
  "18-39": "18–39",
  "40-64": "40–64",
  "65-79": "65–79",
  "80+": "80+",
  unknown: commonTexts.unknown,
};

export const activityLabels: Record<ActivityKind, string> = statisticsTexts.activities;

export const recordLabels: Record<RecordName, string> = statisticsTexts.records;
