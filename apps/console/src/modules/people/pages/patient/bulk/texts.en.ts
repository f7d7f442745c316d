import type { ReactNode } from "react";
import { formatNumber } from "../../../../../words/format/format.ts";
import { pluralsOf } from "../../../../../words/format/plural.ts";
import { withNames } from "../../../../../words/format/with-names.ts";

const counted = pluralsOf("en");

const patients = { one: "# patient", other: "# patients" };

export const texts = {
  bulk: {
    /** What has been done, and what was not necessary. */
    both: (done: ReactNode, rest: string): ReactNode => withNames`${done}; ${rest}`,
    progress: (finished: number, total: number) => `${formatNumber(finished)} of ${counted(total, patients)}`,
    stop: "Stop",
    canUndo: "You can undo this.",
    areNotUndone: (count: number) => `${counted(count, patients)} could not be restored`,
  },
  failures: {
    title: "Some patients are unchanged",
    failedFor: (count: number) => `The action failed for ${counted(count, patients)}:`,
    list: "Failed",
    because: (name: string, why: string) => withNames`${name}: ${why}`,
    stoppedBefore: (count: number) => `It was stopped before ${counted(count, patients)}.`,
    areSelected: "These patients are still selected, so that you can try again.",
  },

  assigning: {
    title: (count: number) => `Assign a doctor to ${counted(count, patients)}`,
    reason: "Reason",
    running: "Assigning a doctor",
    done: (doctor: string, count: number) => withNames`${doctor} is assigned to ${counted(count, patients)}`,
    unchanged: (count: number) =>
      counted(count, { one: "# was already assigned", other: "# were already assigned" }),
  },
  unassigning: {
    title: (count: number) => `Unassign doctors from ${counted(count, patients)}`,
    allDoctors: "All doctors",
    running: "Unassigning doctors",
    done: (count: number) => `Doctors are unassigned from ${counted(count, patients)}`,
    unchanged: (count: number) => counted(count, { one: "# was not assigned", other: "# were not assigned" }),
  },
  removing: {
    title: (count: number) => `Remove ${counted(count, patients)}?`,
    unassigns:
      "Their doctors are unassigned. Restoring a patient restores both. You can undo this now, or restore them later from the removed patients.",
    keepsAssigned:
      "Patients with an assigned doctor are not removed. You can undo this now, or restore them later from the removed patients.",
    submit: "Remove",
    running: "Removing patients",
    done: (count: number) => counted(count, { one: "# patient is removed", other: "# patients are removed" }),
  },
};

export const { assigning, failures, removing, unassigning } = texts;
