import { type Assignment, type AssignmentId, isErrorOf, type PatientId } from "@caretype/client";
import { useQueries, useQuery } from "@tanstack/react-query";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { readAll } from "../../../kit/section/read-all.ts";
import { useAllPages } from "../../../kit/section/use-all-pages.ts";
import { assignmentFields } from "../../../records/assignment/field-views.ts";
import { invalidateAssignments, isProvisional } from "../../../records/assignment/provisional-assignment.ts";
import { texts as careTeamTexts } from "../../../records/care-team/texts.en.ts";
import { useCareTeam } from "../../../records/care-team/use-care-team.ts";
import { entriesOf, type Version } from "../../../records/history/entry.ts";
import { viewsOf } from "../../../records/record/field-view.ts";
import { factsOf } from "../../../records/record/values.ts";
import { api, caretype, queryClient } from "../../../session/client/api.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { timeline as texts } from "../page/texts.en.ts";

const facts = factsOf(viewsOf(assignmentFields));

/** The largest page that the server answers without a dedicated connection. */
const limit = 100;

/** A removed assignment cannot be reverted, and its doctor may be removed, too. */
type Known = { id: AssignmentId; doctorName: string | null; current: Assignment | null };

/** An assignment moved by a merge. */
export type Moved = { at: string; doctorName: string | null };

/** Whether a merge or its undoing moved the assignment. These have their own entries. */
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
export function useAssignmentHistories(patientId: PatientId) {
  const may = usePermissions();
  const assigned = useAllAssigned(patientId, may("assignment:read"));
  // Only readers who may restore assignments see removed ones.
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

/** All current assignments. */
function useAllAssigned(patientId: PatientId, enabled: boolean) {
  const { query, assignments = [] } = useCareTeam(patientId, { enabled });
  useAllPages(query);
  const known = assignments
    .filter((assignment) => !isProvisional(assignment))
    .map((current) => ({ id: current.id, doctorName: current.doctorName, current }));
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
    await invalidateAssignments(queryClient);
    notifyDone(careTeamTexts.isReverted(doctorName), async () => {
      await caretype.assignment.revert.mutate({ id, version: current, expectedVersion: reverted.version });
      await invalidateAssignments(queryClient);
    });
  } catch (error) {
    if (isErrorOf(error, "assignment.revert", "STALE_VERSION")) await invalidateAssignments(queryClient);
    throw error;
  }
}
