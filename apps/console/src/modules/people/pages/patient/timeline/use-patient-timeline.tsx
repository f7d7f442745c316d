import {
  type Assignment,
  type AssignmentId,
  isErrorOf,
  type Patient,
  type PatientId,
} from "@caretype/client";
import { useInfiniteQuery, useQueries, useQuery } from "@tanstack/react-query";
import { notifyDone } from "../../../../../kit/notice/notify.tsx";
import { readAll, useAllPages } from "../../../../../kit/section/pages.ts";
import { entriesOf, type TimelineEntry, type Version } from "../../../../../records/history/entry.ts";
import { mergeHistories } from "../../../../../records/history/merge-histories.ts";
import { viewsOf } from "../../../../../records/record/field-view.ts";
import { factsOf } from "../../../../../records/record/values.ts";
import { api, caretype } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { assignmentFields } from "../../../records/assignment/field-views.ts";
import { invalidateAssignments } from "../../../records/assignment/read-assignments.ts";
import { texts as careTeamTexts } from "../../../records/care-team/texts.en.ts";
import { useCareTeam } from "../../../records/care-team/use-care-team.ts";
import { foldMerges } from "../duplicates/fold-merges.ts";
import { useAllMerges, useMergeEntries } from "../duplicates/merge-events.tsx";
import { factsFor } from "../page/patient-facts.ts";
import { histories as moduleHistories } from "../page/patient-parts.ts";
import { texts as patientPageTexts, timeline as texts } from "../page/texts.en.ts";
import { undoPatient } from "../undo-patient.ts";

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
  const query = useInfiniteQuery(api.patient.history.infiniteQueryOptions({ id, limit: pageSize }));
  const versions = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const entries = entriesOf(versions, {
    id,
    words,
    current,
    facts: factsFor(may),
    revertTo:
      may("patient:update") && current
        ? (version) =>
            undoPatient.revert(current, version, patientPageTexts.timeline.isReverted(current.name))
        : undefined,
  });
  return { query, versions, entries };
}

/** Merges the history of the record with those of its assignments. */
export function usePatientTimeline(patient: Patient) {
  const { query, entries: versions } = usePatientVersions(patient.id, patient);
  const merges = useAllMerges(patient.id);
  const { own, events } = foldMerges(versions, useMergeEntries(patient.id, merges.data ?? []));
  const assigned = useAssignmentHistories(patient.id);
  const may = usePermissions();
  const others = useQueries({
    queries: moduleHistories.filter(({ needs }) => may(needs)).map(({ query }) => query(patient.id)),
  });
  const histories = [
    { entries: own, hasMore: query.hasNextPage },
    { entries: withDoctors(events, assigned.moved), hasMore: false },
    ...others.map(({ data = [] }) => ({ entries: data, hasMore: false })),
    ...assigned.histories,
  ];
  const { entries, next } = mergeHistories(histories);
  const error =
    (query.isFetchNextPageError ? null : query.error) ??
    merges.error ??
    others.find(({ error }) => error)?.error ??
    assigned.error;
  return {
    entries,
    // Only the patient's own history is paged.
    more: next === null ? null : query,
    isPending:
      query.isPending || merges.isPending || others.some(({ isPending }) => isPending) || assigned.isPending,
    error,
    retry: () => {
      if (query.isError) void query.refetch();
      if (merges.isError) void merges.refetch();
      for (const other of others) if (other.isError) void other.refetch();
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

const facts = factsOf(viewsOf(assignmentFields));

/** The largest page that needs no dedicated connection on the server. */
const limit = 100;

/** A removed assignment cannot be reverted, and its doctor may be removed, too. */
type Known = { id: AssignmentId; doctorName: string | null; current: Assignment | null };

type Moved = { at: string; doctorName: string | null };

/** Whether a merge or its undo moved the assignment. These have their own entries. */
const isMove = ({ operation, changes }: Version<Assignment>) =>
  operation === "updated" && changes.patientId !== undefined;

/** A key below `assignment.history`, so that both are invalidated together. */
const historyQuery = ({ id }: Known) => ({
  queryKey: [...api.assignment.history.queryKey({ id }), "whole"],
  queryFn: () => readAll(caretype.assignment.history.pages({ id, limit })),
});

const removedQuery = (patientId: PatientId) => ({
  queryKey: [...api.assignment.removed.queryKey({ patientId }), "whole"],
  queryFn: () => readAll(caretype.assignment.removed.pages({ patientId, limit })),
});

/** The histories of all current and former assignments of a patient. */
function useAssignmentHistories(patientId: PatientId) {
  const may = usePermissions();
  const assigned = useAllAssigned(patientId, may("assignment:read"));
  // Only users who may restore assignments see removed ones.
  const mayReadRemoved = may("assignment:read") && may("assignment:remove");
  const removed = useQuery({ ...removedQuery(patientId), enabled: mayReadRemoved });
  const known: Known[] = [
    ...assigned.known,
    ...(removed.data ?? []).map(({ record }) => ({ ...record, current: null })),
  ];
  const results = useQueries({ queries: known.map(historyQuery) });
  const histories = results.flatMap(({ data = [] }, index) => {
    const { id, doctorName, current } = known[index] ?? {};
    if (!id) return [];
    const name = doctorName ?? null;
    const about = { id, facts, words: wordsFor(name), ...(name !== null && { name }) };
    const revertTo =
      may("assignment:update") && current ? (to: number) => revertAssignment(current, to) : undefined;
    const shown = data.filter((version) => !isMove(version));
    const entries = entriesOf(shown, { ...about, current: current ?? null, revertTo });
    return { hasMore: false, entries: entries.map((entry) => ({ ...entry, note: null, past: null })) };
  });
  const moved = results.flatMap(({ data = [] }, index) =>
    data
      .filter(isMove)
      .map(({ changedAt }) => ({ at: changedAt, doctorName: known[index]?.doctorName ?? null })),
  );
  const asked = [removed, ...results];
  const failed = asked.filter((query) => query.isError);
  return {
    histories,
    moved,
    isPending:
      assigned.isPending || (mayReadRemoved && removed.isPending) || results.some((query) => query.isPending),
    error: assigned.error ?? failed[0]?.error ?? null,
    retry: () => {
      if (assigned.error) assigned.retry();
      for (const query of failed) void query.refetch();
    },
  };
}

function useAllAssigned(patientId: PatientId, enabled: boolean) {
  const { query, assignments = [] } = useCareTeam(patientId, { enabled });
  useAllPages(query);
  const known = assignments.map((current) => ({ id: current.id, doctorName: current.doctorName, current }));
  return {
    known,
    isPending: enabled && (query.isPending || query.hasNextPage) && !query.isError,
    error: query.error,
    retry: () => void query.refetch(),
  };
}

const wordsFor = (doctorName: string | null) => ({
  created: texts.assigned(doctorName),
  updated: texts.assignmentChanged(doctorName),
  removed: texts.unassigned(doctorName),
  restored: texts.assignedAgain(doctorName),
});

/** Reverts an assignment's reason to an earlier version. See `revertPatient`. */
async function revertAssignment(
  { id, doctorName, version: current }: Assignment,
  version: number,
): Promise<void> {
  try {
    const reverted = await caretype.assignment.revert.mutate({ id, version, expectedVersion: current });
    await invalidateAssignments();
    notifyDone(careTeamTexts.isReverted(doctorName), async () => {
      await caretype.assignment.revert.mutate({ id, version: current, expectedVersion: reverted.version });
      await invalidateAssignments();
    });
  } catch (error) {
    if (isErrorOf(error, "assignment.revert", "STALE_VERSION")) await invalidateAssignments();
    throw error;
  }
}
