import type { Permission } from "@caretype/api";
import { formatNumber } from "../../../words/format/format.ts";
import type { Overview } from "../statistics.ts";
import { tasks as texts } from "../texts.en.ts";

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
          label: texts.unassigned(unassignedPatients),
          about: texts.withoutDoctor,
        },
    possibleDuplicates === null
      ? null
      : {
          name: "duplicates",
          count: possibleDuplicates.pairs,
          label: texts.duplicates(possibleDuplicates.pairs),
          about: possibleDuplicates.isComplete
            ? texts.amongAll
            : texts.amongNewest(formatNumber(possibleDuplicates.compared)),
        },
    invitations === null
      ? null
      : {
          name: "invitations",
          count: invitations,
          label: texts.invitations(invitations),
          about: texts.notAccepted,
        },
    imports === null
      ? null
      : {
          name: "imports",
          count: imports.waiting,
          label: texts.imports(imports.waiting),
          about:
            imports.withProblems > 0
              ? texts.withProblems(formatNumber(imports.withProblems))
              : texts.notImported,
        },
  ];
  return all.filter((task) => task !== null);
}
