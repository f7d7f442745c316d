import type { RouterOutputs } from "@caretype/client";
import { commonTexts } from "../../../../words/common/common.ts";
import { dateText } from "../../../../words/format/format.ts";
import { locale } from "../../../../words/settings/locale.ts";
import type { PatientFilters } from "../../../people/pages/patient/list/patient-filters.ts";
import { texts as statisticsTexts } from "./statistics/texts.en.ts";

type Statistics = RouterOutputs["statistics"];

export type Growth = Statistics["patientGrowth"];
export type Groups = Statistics["patientGroups"];
export type AgeGroup = Groups["groups"][number]["ageGroup"] | "deceased";

/** Age groups, then patients who have died. */
export const withDeceased = ({ groups, deceased }: Groups) => [
  ...groups,
  { ageGroup: "deceased" as const, ...deceased },
];
export type PatientGroup = ReturnType<typeof withDeceased>[number];
export type Load = Statistics["doctorLoad"];
export type Use = Statistics["appointments"];
export type Today = Statistics["today"];

export const recordNames = ["patients", "doctors", "assignments"] as const;
export type RecordName = (typeof recordNames)[number];

export const activityKinds = ["added", "changed", "removed", "restored"] as const;
export type ActivityKind = (typeof activityKinds)[number];

type AgeFilter = Pick<PatientFilters, "minAge" | "maxAge">;

/** Filters that list an age group's patients. Null: the list has no such filter. */
export const ageFilters: Record<AgeGroup, AgeFilter | null> = {
  "0-17": { maxAge: 17 },
  "18-39": { minAge: 18, maxAge: 39 },
  "40-64": { minAge: 40, maxAge: 64 },
  "65-79": { minAge: 65, maxAge: 79 },
  "80+": { minAge: 80 },
  unknown: null,
  deceased: null,
};

/** Formats 0.625 as `63%`. */
export const { format: formatShare } = new Intl.NumberFormat(locale, {
  style: "percent",
  maximumFractionDigits: 0,
});

/** Short form, such as for an axis: `12K`. */
export const { format: formatShort } = new Intl.NumberFormat(locale, { notation: "compact" });

/** Formats `YYYY-MM` as `Nov 2026`. */
export const formatShortMonth = dateText({ month: "short", year: "numeric", timeZone: "UTC" });

export const ageLabels: Record<AgeGroup, string> = {
  "0-17": "0–17",
  "18-39": "18–39",
  "40-64": "40–64",
  "65-79": "65–79",
  "80+": "80+",
  unknown: commonTexts.unknown,
  deceased: statisticsTexts.groups.deceased,
};

export const { activities: activityLabels, records: recordLabels } = statisticsTexts;
