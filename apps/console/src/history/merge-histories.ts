type Timed = { at: string };

/** What is loaded of one history, the newest first, and whether older entries are still to be asked for. */
export type LoadedHistory<Entry> = { entries: readonly Entry[]; hasMore: boolean };

/**
 * Several histories as one, the newest first. Where one of them is not loaded to its end, only what is newer than its
 * last entry: whatever is still to come belongs below that. `next` is the history to ask for more, if there is one.
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

/** Of a history of which nothing is loaded yet, everything is still to come. */
const timeOf = (entry: Timed | undefined) =>
  entry ? new Date(entry.at).getTime() : Number.POSITIVE_INFINITY;
