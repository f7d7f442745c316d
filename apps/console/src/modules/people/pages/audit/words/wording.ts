import type { CommandName, PagedKind, ProcedurePath } from "@caretype/api";

/**
 * An action's description: for the practice, and for a patient's report if that differs. `{a|b}` is `a` for the
 * practice and `b` for the report.
 */
type Wording<Description> = Description | readonly [practice: Description, patient: Description];

type Action = Exclude<ProcedurePath | CommandName, `${PagedKind}.${string}`>;

/**
 * Descriptions of the actions that nouns and verbs do not compose, and of those that would read poorly. A new
 * procedure without one does not compile. Those of paged lists are composed.
 */
export type OtherActions<Nouns, Verbs, Description extends string> = Readonly<
  Record<Exclude<Action, `${keyof Nouns & string}.${keyof Verbs & string}`>, Wording<Description>> &
    Partial<Record<Action, Wording<Description>>>
>;

/** Describes each action, such as `room.list`, by the noun of its feature and its verb. */
export const compose = <Noun>(
  nouns: Iterable<readonly [feature: string, Noun]>,
  verbs: Record<string, (noun: Noun) => string>,
): Record<string, string> =>
  Object.fromEntries(
    [...nouns].flatMap(([feature, noun]) =>
      Object.entries(verbs).map(([verb, describe]) => [`${feature}.${verb}`, describe(noun)]),
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
