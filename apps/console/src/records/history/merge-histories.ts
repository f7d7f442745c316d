type Timed = { at: string };

/** The loaded entries of a history, newest first, and whether there are older ones. */
export type LoadedHistory<Entry> = { entries: readonly Entry[]; hasMore: boolean };

/**
 * Merges histories, newest first.
 * Omits entries older than the last loaded one of an incomplete history, since others may belong before them.
 * `next` is the index of the history to load more of; null if none.
 */
export function mergeHistories<Entry extends Timed>(histories: readonly LoadedHistory<Entry>[]) {
  const times = histories.map(({ entries, hasMore }) =>
    hasMore ? timeOf(entries.at(-1)) : Number.NEGATIVE_INFINITY,
  );
  const known = Math.max(Number.NEGATIVE_INFINITY, ...times);
  const entries = histories
    .flatMap((history) => history.entries)
    .filter((entry) => timeOf(entry) >= known)
    .toSorted((one, other) => timeOf(other) - timeOf(one));
  const next = known === Number.NEGATIVE_INFINITY ? -1 : times.indexOf(known);
  return { entries, next: next === -1 ? null : next };
}

/** Without loaded entries, any may still come. */
const timeOf = (entry: Timed | undefined) =>
  entry ? new Date(entry.at).getTime() : Number.POSITIVE_INFINITY;
