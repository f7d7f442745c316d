import type { PatientId, PatientMerge } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { readAll } from "../../../../../kit/section/pages.ts";
import type { TimelineEntry } from "../../../../../records/history/entry.ts";
import { api, caretype } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { AnchorLink } from "../../../../../words/format/links.tsx";
import { events as texts } from "../merge/texts.en.ts";
import { PatientName } from "../page/patient-name.tsx";
import { type MergeEvent, mergeEventsOf } from "./fold-merges.ts";
import { UnmergeButton } from "./unmerge-button.tsx";

const limit = 100;

/** All merges of a patient. Invalidated together with the paged query. */
export const useAllMerges = (patientId: PatientId, enabled = true) =>
  useQuery({
    queryKey: [...api.patient.merges.queryKey({ id: patientId }), "whole"],
    queryFn: () => readAll(caretype.patient.merges.pages({ id: patientId, limit })),
    enabled,
  });

export function useMergeEntries(patientId: PatientId, merges: readonly PatientMerge[]) {
  const mayUndo = usePermissions()("patient:merge");
  return mergeEventsOf(patientId, merges).map((event) => ({ event, entry: entryOf(event, mayUndo) }));
}

function entryOf({ id, kind, side, at, who, merge, otherId }: MergeEvent, mayUndo: boolean): TimelineEntry {
  const isUndone = merge.undoneAt !== null;
  const merged = side === "kept" ? texts.with : texts.into;
  const { plain, linked } = kind === "separated" ? texts.separated : merged;
  const other = (
    <AnchorLink to="/patients/$id" params={{ id: otherId }} inherit underline="always">
      <PatientName id={otherId} />
    </AnchorLink>
  );
  return {
    id,
    at,
    who,
    operation: kind,
    changes: [],
    what: plain,
    heading: kind === "merged" && isUndone ? merged.undone(other) : linked(other),
    action: kind === "merged" && !isUndone && mayUndo ? <UnmergeButton mergeId={merge.id} isCompact /> : null,
  };
}
