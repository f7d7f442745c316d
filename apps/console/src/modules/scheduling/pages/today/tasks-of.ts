import { formatNumber } from "../../../../words/format/format.ts";
import { tasks as texts } from "./texts.en.ts";
import type { Overview } from "./use-overview.ts";

type Tasks = Overview["tasks"];

/** A task: a count, and the list that shows exactly the counted items. */
export type Task = {
  name: TaskName;
  count: number;
  label: string;
  /** What was checked, or what is wrong. */
  about: string;
};

export type TaskName = "unassigned" | "duplicates" | "invitations" | "imports";

/** Tasks that the user may see, in display order. */
export function tasksOf({ unassignedPatients, possibleDuplicates, invitations, imports }: Tasks): Task[] {
  const task = (name: TaskName, count: number, about: string) => ({
    name,
    count,
    label: texts[name](count),
    about,
  });
  return [
    unassignedPatients !== null && task("unassigned", unassignedPatients, texts.withoutDoctor),
    possibleDuplicates &&
      task(
        "duplicates",
        possibleDuplicates.pairs,
        possibleDuplicates.isComplete
          ? texts.amongAll
          : texts.amongNewest(formatNumber(possibleDuplicates.compared)),
      ),
    invitations !== null && task("invitations", invitations, texts.notAccepted),
    imports &&
      task(
        "imports",
        imports.waiting,
        imports.withProblems > 0 ? texts.withProblems(formatNumber(imports.withProblems)) : texts.notImported,
      ),
  ].filter((each) => each !== null && each !== false);
}
