import type { DescribedActions } from "@caretype/api/audit/action-descriptions";

/** What an action did: for the practice, and for the report on one patient if that differs. */
type Wording<Says, Description> = Says extends { patient: string }
  ? readonly [practice: Description, patient: Description]
  : Description;

/** A description of each action. A new procedure without one does not compile. */
export type ActionTexts<Description extends string> = {
  readonly [Action in keyof DescribedActions]: Wording<DescribedActions[Action], Description>;
};

export type EntryWords = {
  actions: ActionTexts<string>;
  /** An action that this console does not know. */
  called: (action: string) => string;
  /** A description of what was only attempted. */
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
