import type { PatientId, PatientMerge } from "@caretype/client";
import type { TimelineEntry } from "../../../../../records/history/entry.ts";

/** A merge, or its undo, in the timeline of one of the two patients. */
export type MergeEvent = {
  id: string;
  kind: "merged" | "separated";
  /** Whether the timeline's patient was kept or removed. */
  side: "kept" | "removed";
  at: string;
  who: string | null;
  /** The version that it created; null if it changed nothing. */
  version: number | null;
  otherId: PatientId;
  merge: PatientMerge;
};

export const mergeEventsOf = (patientId: PatientId, merges: readonly PatientMerge[]): MergeEvent[] =>
  merges.flatMap((merge) => {
    const isKept = merge.keptId === patientId;
    const about = {
      merge,
      side: isKept ? ("kept" as const) : ("removed" as const),
      otherId: isKept ? merge.mergedId : merge.keptId,
    };
    const merged: MergeEvent = {
      ...about,
      id: `${merge.id}-merged`,
      kind: "merged",
      at: merge.mergedAt,
      who: merge.mergedByName,
      version: isKept ? merge.keptVersion : merge.removedVersion,
    };
    if (merge.undoneAt === null) return [merged];
    const separated: MergeEvent = {
      ...about,
      id: `${merge.id}-separated`,
      kind: "separated",
      at: merge.undoneAt,
      who: merge.undoneByName,
      version: isKept ? merge.undoneVersion : merge.removedVersion + 1,
    };
    return [separated, merged];
  });

type MergeEntry = { event: MergeEvent; entry: TimelineEntry };

/**
 * Combines each merge with the version that it created.
 * `own` are entries of versions, whose ids end in the version number.
 */
export function foldMerges(own: readonly TimelineEntry[], mergeEntries: readonly MergeEntry[]) {
  const versionOf = ({ id }: TimelineEntry) => Number(id.slice(id.lastIndexOf("-") + 1));
  const byVersion = new Map(own.map((entry) => [versionOf(entry), entry]));
  const folded = new Set<TimelineEntry>();
  const events = mergeEntries.map(({ event, entry }) => {
    const version = event.version === null ? undefined : byVersion.get(event.version);
    if (!version) return entry;
    folded.add(version);
    const { changes, past, revert } = version;
    // Use the version's time, so that paged entries stay in order.
    return { ...entry, at: version.at, changes: event.side === "kept" ? changes : [], past, revert };
  });
  return { own: own.filter((entry) => !folded.has(entry)), events };
}
