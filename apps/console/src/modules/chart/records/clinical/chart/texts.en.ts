import type { StatementCode } from "@caretype/chart/clinical/statements";
import type { TimelineItem } from "@caretype/client";
import { formatPartialDate } from "../../../../../words/format/format.ts";
import { pluralsOf } from "../../../../../words/format/plural.ts";
import { withNames } from "../../../../../words/format/with-names.ts";

const counted = pluralsOf("en");

export const texts = {
  isNotLoaded: "The chart was not loaded.",
  title: "Chart",
  allergies: "Allergies",
  problems: "Problems",
  noProblems: "No problems.",
  medications: "Current medications",
  noMedications: "No current medications.",
  vitals: "Last vital signs",
  noVitals: "No vital signs.",
  addVitals: "Add vital signs",
  bodyMassIndex: "Body mass index",
  isComputed: "computed from height and weight",
  encounters: "Last encounters",
  noEncounters: "No encounters.",
  since: (date: string) => `since ${formatPartialDate(date)}`,
  onHold: "on hold",
  yes: "Yes",
  no: "No",
  abnormal: "abnormal",
  low: "low",
  high: "high",
  criticalLow: "critically low",
  criticalHigh: "critically high",
  susceptible: "susceptible",
  doseDependent: "susceptible, dose-dependent",
  intermediate: "intermediate",
  resistant: "resistant",

  headerLabel: "Known allergies",
  areLoading: "Allergies: loading…",
  areNotLoaded: "The allergies could not be loaded.",
  noneOf: {
    "no-known-medication-allergies": "No known drug allergies",
    "no-known-food-allergies": "No known food allergies",
    "no-known-environmental-allergies": "No known environmental allergies",
    "no-known-problems": "No known problems",
    "no-known-medications": "No current medications",
    "no-known-immunizations": "No vaccine given",
  } satisfies Record<StatementCode, string>,
  recordNone: "Record none",
  noneOfBy: (what: string, instant: string, who: string) => withNames`${what} (${instant}, by ${who})`,
  isNoted: (what: string) => `It is noted: ${what}`,
  endsNone: "The first record ends this.",
  neverAsked: "Allergies: never asked",
  noneKnown: "No known allergies",
  noneKnownBy: (instant: string, who: string) => withNames`No known allergies (${instant}, by ${who})`,
  noneActive: "No active allergies, only past or refuted ones",
  areListed: "Allergies:",
  highCriticality: "high criticality",
  thereAreMore: "there are more, which are not shown here",

  isChangedBy: (who: string, what: string) => withNames`${who} changed the chart: ${what}`,
  somebody: "Somebody",
  /** An action on a record of a kind. */
  changes: {
    added: (kind: string) => `${kind} added`,
    changed: (kind: string) => `${kind} changed`,
    "entered-in-error": (kind: string) => `${kind} entered in error`,
  },

  records: "All records",
  noRecords: "No records.",
  noRecordsUntil: "No records up to the end of this month.",
  noneOfKinds: "No records of these kinds.",
  /** An action on a note. The list shows its first text. */
  amended: {
    correction: "corrected",
    addendum: "added to",
  } satisfies Record<NonNullable<TimelineItem["amended"]>, string>,
  record: "Record",
  observations: (count: number) => counted(count, { one: "1 observation", other: "# observations" }),
  otherKinds: "Other kinds",
  kind: "Kinds",
  jump: "Go to month",
  newest: "Newest records",
  later: "Later records",
  kinds: {
    encounter: "Encounter",
    condition: "Condition",
    allergy: "Allergy",
    observation: "Observation",
    note: "Note",
    medication: "Medication",
    immunization: "Immunization",
    procedure: "Procedure",
  } satisfies Record<TimelineItem["kind"], string>,
};
