import type { ReactNode } from "react";
import { formatNumber } from "../../../../../words/format/format.ts";
import { pluralsOf } from "../../../../../words/format/plural.ts";
import { withNames } from "../../../../../words/format/with-names.ts";
import type { Suggestion } from "./merge-preview.ts";

const counted = pluralsOf("en");

export const texts = {
  title: "Merge two patients",
  intro:
    "This merges two records of one person. One is removed, and its doctors move to the other. You can undo the merge, unless one of them is removed or merged again.",
  submit: "Merge",
  isStale: "One of the records was changed. Both are shown as they are now. Review them before you merge.",
  areMerged: (name: string) => withNames`The patients are merged: ${name}`,
  areNotMerged: "The patients were not merged",

  kept: {
    label: "Record to keep",
    facts: ({
      birth,
      added,
      recorded,
      total,
    }: {
      birth: string;
      added: string;
      recorded: number;
      total: number;
    }) => `${birth} · added ${added} · ${recorded} of ${total} details recorded`,
    suggested: {
      older: "Suggested: older",
      complete: "Suggested: more complete",
      both: "Suggested: older and more complete",
    } satisfies Record<Suggestion["why"], string>,
  },

  fields: {
    title: "Details",
    allKept: "All from the kept record",
    allRemoved: "All from the removed record",
    areSame: "The two records are the same.",
    choose: "Choose the value to keep for each field. The timelines keep the others.",
    same: "The same in both",
    kept: "Kept record",
    removed: "Removed record",
    empty: "(empty)",
  },

  team: {
    empty: "No doctor is assigned to the removed record.",
    moves: (doctor: string, reason: string | null) =>
      reason === null
        ? withNames`${doctor} moves to the kept record`
        : withNames`${doctor} moves to the kept record: ${reason}`,
    stays: (doctor: string) =>
      withNames`${doctor} is assigned to both: the assignment of the kept record stays`,
  },

  duplicates: {
    empty: "No other patient resembles this one.",
    points: (score: number) => `${score}% match`,
    compareAndMerge: "Compare and merge",
    compareAndMergeWith: (name: string) => `Compare and merge with ${name}`,
    compareAndMergeBoth: (newer: string, older: string) => `Compare and merge ${newer} with ${older}`,
    compareWith: "Compare with another patient",
    compare: "Compare",
    isSamePatient: "This is the same patient",
  },

  pairs: {
    about: "Pairs of patients who may be the same person. The newest patients are compared first.",
    withBirth: (patient: ReactNode, birth: string) => withNames`${patient}, ${birth}`,
    /** `older` is a patient with the date of birth. */
    mayBe: ({ older, reasons, score }: { older: ReactNode; reasons: readonly string[]; score: number }) =>
      withNames`May be ${older}: ${reasons.join(", ")} (${String(score)}% match)`,
    soFar: (count: number) => `${formatNumber(count)} so far. Older patients have not been compared yet.`,
    total: (count: number) => `${formatNumber(count)} in total. All patients have been compared.`,
    none: "No patient resembles another one.",
  },

  merges: {
    title: "Merges",
    label: "Merge",
    empty: "No patient was merged into this one.",
    intoThis: (other: ReactNode) => withNames`${other} was merged into this patient.`,
    intoOther: (other: ReactNode) => withNames`This patient was merged into ${other}.`,
    by: (instant: string, who: string | null) => withNames`${instant}, by ${who ?? "an unknown account"}`,
    undone: (instant: string, who: string | null) =>
      withNames`Undone ${instant}, by ${who ?? "an unknown account"}`,
  },

  undo: "Undo the merge",
  undoShort: "Undo",
  isNotUndone: "The merge was not undone",
  /** `label` is the server's. */
  blockedBy: (label: string) => `Blocked by: ${label}.`,
  blockedByPatient: (patient: ReactNode, label: string) => withNames`Blocked: ${patient} was ${label}.`,
  oneOfTheTwo: "one of the two patients",
  areTwoAgain: (kept: string, merged: string) =>
    kept === merged
      ? withNames`Both ${kept} are two patients again`
      : withNames`${kept} and ${merged} are two patients again`,
  /** Follow that sentence, after a semicolon. */
  keptFields: (labels: readonly string[]) =>
    `kept, as they were changed since: ${labels.map((label) => label.toLowerCase()).join(", ")}`,
  notRestored: (count: number) =>
    counted(count, { one: "not restored: # assignment", other: "not restored: # assignments" }),

  /** Entries of a timeline. `plain` is for screen readers. */
  events: {
    with: {
      plain: "Merged with another patient",
      linked: (other: ReactNode) => withNames`Merged with ${other}`,
      undone: (other: ReactNode) => withNames`Merged with ${other} (undone since)`,
    },
    into: {
      plain: "Merged into another patient",
      linked: (other: ReactNode) => withNames`Merged into ${other}`,
      undone: (other: ReactNode) => withNames`Merged into ${other} (undone since)`,
    },
    separated: {
      plain: "Merge undone: separated from another patient",
      linked: (other: ReactNode) => withNames`Merge undone: separated from ${other}`,
    },
  },
};

export const { duplicates, events, fields, kept, merges, pairs } = texts;
