import type { PatientId, PatientMerge } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { api, caretype } from "../../api.ts";
import type { TimelineEntry } from "../../history/entry.ts";
import { usePermissions } from "../../session/use-practice.ts";
import { AnchorLink } from "../../shell/text/links.tsx";
import { PatientName } from "../page/patient-name.tsx";
import { readToEnd } from "../timeline/read-to-end.ts";
import { type MergeEvent, mergeEventsOf } from "./fold-merges.ts";
import { UnmergeButton } from "./unmerge-button.tsx";

const pageSize = 100;

/** All merges of a patient. Invalidated together with the paged query. */
export const useAllMerges = (patientId: PatientId, enabled = true) =>
  useQuery({
    queryKey: [...api.patient.merges.queryKey({ id: patientId }), "whole"],
    queryFn: () =>
      readToEnd<PatientMerge>((cursor) =>
        caretype.patient.merges.query({ id: patientId, limit: pageSize, cursor }),
      ),
    enabled,
  });

const words = {
  kept: { merged: "Merged with", separated: "Merge undone: separated from" },
  removed: { merged: "Merged into", separated: "Merge undone: separated from" },
} as const;

/** Timeline entries for merges and their undoing. */
export function useMergeEntries(patientId: PatientId, merges: readonly PatientMerge[]) {
  const mayUndo = usePermissions()("patient:merge");
  return mergeEventsOf(patientId, merges).map((event) => ({ event, entry: entryOf(event, mayUndo) }));
}

function entryOf({ id, kind, side, at, who, merge, otherId }: MergeEvent, mayUndo: boolean): TimelineEntry {
  const what = words[side][kind];
  const isUndone = merge.undoneAt !== null;
  return {
    id,
    at,
    who,
    operation: kind,
    changes: [],
    note: null,
    past: null,
    revert: null,
    what: `${what} another patient`,
    heading: (
      <>
        {what}{" "}
        <AnchorLink to="/patients/$id" params={{ id: otherId }} inherit>
          <PatientName id={otherId} />
        </AnchorLink>
        {kind === "merged" && isUndone ? " (undone since)" : ""}
      </>
    ),
    action: kind === "merged" && !isUndone && mayUndo ? <UnmergeButton mergeId={merge.id} isCompact /> : null,
  };
}
