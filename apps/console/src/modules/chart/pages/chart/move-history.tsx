import { readAll } from "../../../../kit/section/pages.ts";
import { api, caretype } from "../../../../session/client/api.ts";
import { AnchorLink } from "../../../../words/format/links.tsx";
import { PatientName } from "../../../people/pages/patient/page/patient-name.tsx";
import type { PatientParts } from "../../../people/pages/patient/page/patient-parts.ts";
import { timeline as texts } from "../../../people/pages/patient/page/texts.en.ts";
import { texts as chartTexts } from "../../records/clinical/chart/texts.en.ts";

/** The largest page that needs no dedicated connection on the server. */
const limit = 100;

/** Clinical records moved from or to a patient, as timeline entries. */
export const moveHistory: PatientParts["history"] = {
  needs: "clinical:read",
  query: (patientId) => ({
    queryKey: [...api.chart.moves.queryKey({ patientId }), "whole"],
    queryFn: async () => {
      const moves = await readAll(caretype.chart.moves.pages({ patientId, limit }));
      return moves.map(({ id, kind, fromId, toId, reason, movedAt, movedByName }) => {
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
            <AnchorLink to="/patients/$id" params={{ id: other }} inherit underline="always">
              <PatientName id={other} />
            </AnchorLink>,
          ),
          changes: [],
          note: reason,
        };
      });
    },
  }),
};
