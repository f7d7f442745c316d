import { isErrorOf, type Patient, type PatientId } from "@caretype/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { nextPage } from "../../../kit/section/next-page.ts";
import { entriesOf, type TimelineEntry } from "../../../records/history/entry.ts";
import { mergeHistories } from "../../../records/history/merge-histories.ts";
import { cachePatient, invalidatePatients } from "../../../records/patient/patient-cache.ts";
import { api, caretype } from "../../../session/client/api.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { foldMerges } from "../duplicates/fold-merges.ts";
import { useAllMerges, useMergeEntries } from "../duplicates/merge-events.tsx";
import { factsFor } from "../page/patient-facts.ts";
import { texts as patientPageTexts, timeline as texts } from "../page/texts.en.ts";
import { undoPatient } from "../undo-patient.ts";
import { type Moved, useAssignmentHistories } from "./use-assignment-histories.ts";

const pageSize = 50;

const words = {
  created: texts.added,
  updated: texts.changed,
  removed: texts.removed,
  restored: texts.restored,
};

/**
 * The versions of the record, newest first.
 * `current` is null while the patient is removed.
 */
export function usePatientVersions(id: PatientId, current: Patient | null) {
  const may = usePermissions();
  const query = useInfiniteQuery(api.patient.history.infiniteQueryOptions({ id, limit: pageSize }, nextPage));
  const versions = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const entries = entriesOf(versions, {
    id,
    words,
    current,
    facts: factsFor(may),
    revertTo: may("patient:update") && current ? (version) => revertPatient(current, version) : undefined,
  });
  return { query, versions, entries };
}

/** Merges the history of the record with those of its assignments. */
export function usePatientTimeline(patient: Patient) {
  const { query, entries: versions } = usePatientVersions(patient.id, patient);
  const merges = useAllMerges(patient.id);
  const { own, events } = foldMerges(versions, useMergeEntries(patient.id, merges.data ?? []));
  const assigned = useAssignmentHistories(patient.id);
  const histories = [
    { entries: own, hasMore: query.hasNextPage },
    { entries: withDoctors(events, assigned.moved), hasMore: false },
    ...assigned.histories,
  ];
  const { entries, next } = mergeHistories(histories);
  const error = query.error ?? merges.error ?? assigned.error;
  return {
    entries,
    // Only the patient's own history is paged.
    more:
      next === null ? null : { load: () => void query.fetchNextPage(), isLoading: query.isFetchingNextPage },
    isPending: query.isPending || merges.isPending || assigned.isPending,
    error,
    retry: () => {
      if (query.isFetchNextPageError) void query.fetchNextPage();
      else if (query.isError) void query.refetch();
      if (merges.isError) void merges.refetch();
      assigned.retry();
    },
  };
}

/** Adds moved doctors to the entries of merges. */
const withDoctors = (events: readonly TimelineEntry[], moved: readonly Moved[]): TimelineEntry[] =>
  events.map((entry) => {
    const names = moved.filter(({ at }) => at === entry.at).map(({ doctorName }) => doctorName);
    return names.length === 0 ? entry : { ...entry, note: texts.withAssignmentsOf(names) };
  });

/**
 * Reverts a patient to an earlier version, with Undo.
 * Rejects with the call's error. On a conflict, it refetches the record first.
 */
async function revertPatient({ id, name, version: current }: Patient, version: number): Promise<void> {
  try {
    const reverted = await caretype.patient.revert.mutate({ id, version, expectedVersion: current });
    cachePatient(reverted);
    void invalidatePatients();
    notifyDone(patientPageTexts.timeline.isReverted(name), undoPatient.update(reverted, current));
  } catch (error) {
    if (isErrorOf(error, "patient.revert", "STALE_VERSION")) await invalidatePatients();
    throw error;
  }
}
