import type { TimelineItem } from "@caretype/client";
import { withNames } from "../../format/with-names.ts";

export const texts = {
  title: "Chart",
  allergies: "Allergies",
  problems: "Problems",
  noProblems: "No problems.",
  medications: "Current drugs",
  noMedications: "No current drugs.",
  vitals: "Last vital signs",
  noVitals: "No vital signs.",
  bodyMassIndex: "Body mass index",
  isComputed: "computed from height and weight",
  encounters: "Last encounters",
  noEncounters: "No encounters.",
  since: (date: string) => `since ${date}`,
  onHold: "on hold",
  yes: "Yes",
  no: "No",
  abnormal: "abnormal",
  low: "low",
  high: "high",
  criticalLow: "critically low",
  criticalHigh: "critically high",

  headerLabel: "Known allergies",
  areLoading: "Allergies: loading…",
  areNotLoaded: "The allergies could not be loaded.",
  neverAsked: "Allergies: never asked",
  noneKnown: "No known allergies",
  noneKnownBy: (instant: string, who: string) => withNames`No known allergies (${instant}, by ${who})`,
  noneActive: "No active allergies, only past or refuted ones",
  areListed: "Allergies:",
  highCriticality: "high criticality",
  thereAreMore: "there are more, which are not shown here",

  withheld: {
    title: "Some records are restricted",
    about:
      "This patient has records that are withheld from you. The patient’s doctors and named members see them.",
    open: "Open them with a reason",
    isTold:
      "You see them for half an hour. The owners of the practice are told that you opened them, and why.",
    reason: "Reason",
    isOpen: "The restricted records are open for half an hour",
  },

  records: "All records",
  noRecords: "No records.",
  noRecordsUntil: "No records up to the end of this month.",
  noneOfKinds: "No records of these kinds.",
  /** What was done to a note. The list shows its first text. */
  amended: {
    correction: "corrected",
    addendum: "added to",
  } satisfies Record<NonNullable<TimelineItem["amended"]>, string>,
  record: "Record",
  kind: "Kinds",
  jump: "Go to month",
  monthFormat: "Has to be a year and a month, such as 2026-01",
  newest: "Newest records",
  later: "Later records",
  kinds: {
    encounter: "Encounter",
    condition: "Condition",
    allergy: "Allergy",
    observation: "Observation",
    note: "Note",
    medication: "Drug",
    immunization: "Immunization",
    procedure: "Procedure",
  } satisfies Record<TimelineItem["kind"], string>,
};
