import type { PatientId, PatientMerge } from "@caretype/client";
import type { TimelineEntry } from "../../history/entry.ts";

/** What a merge is to one of the two: when it was made, and when it was undone. */
export type MergeEvent = {
  id: string;
  kind: "merged" | "separated";
  /** Which of the two the timeline is of. */
  side: "kept" | "removed";
  at: string;
  who: string | null;
  /** The version of the record that it has made; null where it has changed nothing in it. */
  version: number | null;
  otherId: PatientId;
  merge: PatientMerge;
};

/** The merges of a patient as what happened to them. */
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

type Told = { event: MergeEvent; entry: TimelineEntry };

/**
 * The versions that merges have made, and the merges themselves, as one entry each: by its own words, with what the
 * version has changed. `own`: entries of the record's versions, by the number at the end of their ids.
 */
export function foldMerges(own: readonly TimelineEntry[], told: readonly Told[]) {
  const versionOf = ({ id }: TimelineEntry) => Number(id.slice(id.lastIndexOf("-") + 1));
  const byVersion = new Map(own.map((entry) => [versionOf(entry), entry]));
  const folded = new Set<TimelineEntry>();
  const events = told.map(({ event, entry }) => {
    const version = event.version === null ? undefined : byVersion.get(event.version);
    if (!version) return entry;
    folded.add(version);
    const { changes, past, revert } = version;
    // It is told at the version's time: what is loaded in pages stays in its order.
    return { ...entry, at: version.at, changes: event.side === "kept" ? changes : [], past, revert };
  });
  return { own: own.filter((entry) => !folded.has(entry)), events };
}
