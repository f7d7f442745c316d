import type { Permission } from "@caretype/api";
import { formatNumber } from "../../shell/text/format.ts";
import { nounOf } from "../labels.ts";
import type { Overview } from "../statistics.ts";

type Tasks = Overview["tasks"];

/** A task: how many wait, and the list that shows exactly them. */
export type Task = {
  name: TaskName;
  count: number;
  label: string;
  /** What was looked at, or what is wrong. */
  about: string;
};

export const taskNames = ["unassigned", "duplicates", "invitations", "imports"] as const;
export type TaskName = (typeof taskNames)[number];

/** The permissions that a task's list needs. */
export const taskPermissions: Record<TaskName, readonly Permission[]> = {
  unassigned: ["patient:read", "assignment:read"],
  duplicates: ["patient:read"],
  invitations: ["member:manage"],
  imports: ["import:run"],
};

const nothing = { unassignedPatients: null, possibleDuplicates: null, invitations: null, imports: null };

/** The tasks that the reader may see, in display order. */
export function tasksOf(tasks: Tasks = nothing): Task[] {
  const { unassignedPatients, possibleDuplicates, invitations, imports } = tasks;
  const all: (Task | null)[] = [
    unassignedPatients === null
      ? null
      : {
          name: "unassigned",
          count: unassignedPatients,
          label: nounOf(unassignedPatients, ["unassigned patient", "unassigned patients"]),
          about: "Without a doctor",
        },
    possibleDuplicates === null
      ? null
      : {
          name: "duplicates",
          count: possibleDuplicates.pairs,
          label: nounOf(possibleDuplicates.pairs, ["possible duplicate", "possible duplicates"]),
          about: possibleDuplicates.isComplete
            ? "Among all patients"
            : `Among the ${formatNumber(possibleDuplicates.compared)} newest patients`,
        },
    invitations === null
      ? null
      : {
          name: "invitations",
          count: invitations,
          label: nounOf(invitations, ["open invitation", "open invitations"]),
          about: "Not accepted yet",
        },
    imports === null
      ? null
      : {
          name: "imports",
          count: imports.waiting,
          label: nounOf(imports.waiting, ["waiting import", "waiting imports"]),
          about:
            imports.withProblems > 0
              ? `${formatNumber(imports.withProblems)} with problems to fix`
              : "Checked, but not imported",
        },
  ];
  return all.filter((task) => task !== null);
}
