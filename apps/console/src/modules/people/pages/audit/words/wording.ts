import type { CommandName, PagedKind, ProcedurePath } from "@caretype/api";
import type { ListWords } from "../../../../../words/list/by-kind.ts";

/** An action's description: for the practice, and for a patient's report if that differs. */
type Wording<Description> = Description | readonly [practice: Description, patient: Description];

/**
 * A description of each action. A new procedure without one does not compile. Those of paged lists are derived from
 * their names.
 */
export type ActionTexts<Description extends string> = {
  readonly [Action in Exclude<ProcedurePath | CommandName, `${PagedKind}.${string}`>]: Wording<Description>;
};

type ListActions = Record<
  "list" | "byId" | "create" | "update" | "remove" | "history" | "asOf" | "diff",
  (words: ListWords) => string
>;

/** Descriptions of the actions on lists, by action. */
export const actionsOfLists = (
  lists: ReadonlyMap<string, ListWords>,
  says: ListActions,
): Record<string, string> =>
  Object.fromEntries(
    [...lists].flatMap(([kind, words]) =>
      Object.entries(says).map(([procedure, say]) => [`${kind}.${procedure}`, say(words)]),
    ),
  );

export type EntryWords = {
  actions: Readonly<Record<string, Wording<string>>>;
  /** An action that this console does not know. */
  called: (action: string) => string;
  /** Describes an attempted action. */
  infinitiveOf: (description: string) => string;
  partOfBulk: (done: string) => string;
  /** `outcome` is such as "Refused: patient not found". */
  tried: (toDo: string, outcome: string) => string;
  repeated: (toDo: string) => string;
  repeatedInVain: (toDo: string, outcome: string) => string;
  unchanged: (toDo: string) => string;
  dryRun: (toDo: string) => string;
  refused: (code: string) => string;
};
