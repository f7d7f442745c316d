import type { Allergy, Condition } from "@caretype/client";
import { formatPartialDate } from "../../../../words/format/format.ts";

type Severity = NonNullable<Condition["severity"]>;

export const texts = {
  editOf: (what: string) => `Edit: ${what}`,
  noneNow: "None at present.",
  showAll: "Show all",
  showAllOf: (kind: string) => `Show all: ${kind}`,
  inError: "Entered in error",
  inErrorOf: (what: string) => `Entered in error: ${what}`,
  reason: "Reason",
  isInError: "The entry is marked as entered in error",
  addAnyway: "Add anyway",
  isThere: (what: string) => `The patient has this already: ${what}. Nothing was added.`,
  isWarned: (what: string) => `This speaks against it: ${what}. Nothing was saved. To go on, give a reason.`,
  move: "Move",
  moveOf: (what: string) => `Move to another patient: ${what}`,
  moves:
    "The entry belongs to another patient. Its history moves with it, and both patients’ histories show the reason. A diagnosis, medication or observation leaves its encounter, and an encounter its appointment.",
  isMoved: (patient: string) => `Moved to ${patient}`,
  hasIt: "Has the entry now",
  errorIsFinal: "The entry leaves the list, and stays in the history. This cannot be undone.",
  until: (date: string) => `until ${formatPartialDate(date)}`,
  undone: "Undone right after it was added",
  notSaid: "Not said",
  thereAreMore: "There are more, which are not shown here.",
  wasSaved: (instant: string) => `It was saved on ${instant}.`,
  partialDate: "A year, a month or a day: 2019, 2019-05 or 2019-05-28",
  severities: { mild: "Mild", moderate: "Moderate", severe: "Severe" } satisfies Record<Severity, string>,
  verifications: {
    unconfirmed: "Unconfirmed",
    provisional: "Provisional",
    differential: "Differential diagnosis",
    confirmed: "Confirmed",
    refuted: "Refuted",
  } satisfies Record<(Allergy | Condition)["verificationStatus"], string>,
};

export const { severities, verifications } = texts;
