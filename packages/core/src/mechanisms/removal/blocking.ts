import type { Blocker } from "../../kernel/error/domain-error.ts";

/** Maximum number of blockers in an answer. */
export const maxNamed = 50;

export type Blocking = {
  blockedBy: Blocker[];
  blockedByTotal: number;
  /** Ids of the people in the labels, for the audit. */
  disclosed: string[];
};

/** Undefined if nothing blocks here or in other practices. Blockers of other practices are not named. */
export const alsoElsewhere = (own: Blocking | undefined, blockedElsewhere: boolean) =>
  own || blockedElsewhere
    ? { blockedBy: [], blockedByTotal: 0, disclosed: [], ...own, blockedElsewhere }
    : undefined;
