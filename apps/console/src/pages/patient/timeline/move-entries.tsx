import type { PatientId } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { readAll } from "../../../kit/section/pages.ts";
import { texts as chartTexts } from "../../../records/clinical/chart/texts.en.ts";
import type { TimelineEntry } from "../../../records/history/entry.ts";
import { api, caretype } from "../../../session/client/api.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { AnchorLink } from "../../../words/format/links.tsx";
import { PatientName } from "../page/patient-name.tsx";
import { timeline as texts } from "../page/texts.en.ts";

const limit = 100;

/** The clinical records that were moved from or to a patient, as entries of the timeline. */
export function useMoveEntries(patientId: PatientId) {
  const mayRead = usePermissions()("clinical:read");
  const query = useQuery({
    queryKey: [...api.chart.moves.queryKey({ patientId }), "whole"],
    queryFn: () => readAll(caretype.chart.moves.pages({ patientId, limit })),
    enabled: mayRead,
  });
  const entries = (query.data ?? []).map(
    ({ id, kind, fromId, toId, reason, movedAt, movedByName }): TimelineEntry => {
      const words = fromId === patientId ? texts.movedTo : texts.movedFrom;
      const other = fromId === patientId ? toId : fromId;
      const what = chartTexts.kinds[kind];
      return {
        id,
        at: movedAt,
        who: movedByName,
        operation: "updated",
        what,
        heading: words(
          what,
          <AnchorLink to="/patients/$id" params={{ id: other }} inherit>
            <PatientName id={other} />
          </AnchorLink>,
        ),
        changes: [],
        note: reason,
        past: null,
        revert: null,
      };
    },
  );
  return { query, entries, isPending: mayRead && query.isPending };
}
