import type { RouterOutputs } from "@caretype/client";

type Statistics = RouterOutputs["statistics"];

export type Growth = Statistics["patientGrowth"];
export type Groups = Statistics["patientGroups"];
export type AgeGroup = Groups["groups"][number]["ageGroup"];
export type Load = Statistics["doctorLoad"];
export type Overview = Statistics["overview"];
export type Use = Statistics["appointments"];
export type Today = Statistics["today"];

export const recordNames = ["patients", "doctors", "assignments"] as const;
export type RecordName = (typeof recordNames)[number];

export const activityKinds = ["added", "changed", "removed", "restored"] as const;
export type ActivityKind = (typeof activityKinds)[number];
