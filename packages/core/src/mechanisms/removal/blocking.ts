import type { Blocker } from "../../kernel/error/domain-error.ts";

/** How many blockers an answer names. */
export const maxNamed = 50;

export type Blocking = {
  blockedBy: Blocker[];
  blockedByTotal: number;
  /** The people named by the labels, for the audit. */
  disclosed: string[];
};

/** Undefined if nothing blocks here or in other practices, of which nothing is named. */
export const alsoElsewhere = (own: Blocking | undefined, blockedElsewhere: boolean) =>
  own || blockedElsewhere
    ? { blockedBy: [], blockedByTotal: 0, disclosed: [], ...own, blockedElsewhere }
    : undefined;
