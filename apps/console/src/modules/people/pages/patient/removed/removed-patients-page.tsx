import type { RemovedPatient } from "@caretype/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { BackLink } from "../../../../../kit/page/back-link.tsx";
import { RowLink } from "../../../../../kit/table/row-link.tsx";
import { RemovedRecords } from "../../../../../records/record/removed-records.tsx";
import { texts as recordTexts } from "../../../../../records/record/texts.en.ts";
import { api } from "../../../../../session/client/api.ts";
import { permitted } from "../../../../../session/route/permitted.tsx";
import { commonTexts } from "../../../../../words/common/common.ts";
import { AnchorLink } from "../../../../../words/format/links.tsx";
import { birthText } from "../../../records/patient/birth.ts";
import { texts as patientListTexts } from "../list/texts.en.ts";
import { texts as patientPageTexts } from "../page/texts.en.ts";
import { undoPatient } from "../undo-patient.ts";
import { RestorationRefused } from "./restoration-refused.tsx";

export const RemovedPatientsPage = permitted("patient:remove", () => (
  <RemovedRecords<RemovedPatient>
    title={commonTexts.removedPatients}
    back={<BackLink to="/patients">{commonTexts.patients}</BackLink>}
    query={useInfiniteQuery(api.patient.removed.infiniteQueryOptions({ limit: 100 }))}
    list={api.patient.removed.infiniteQueryFilter()}
    restore={undoPatient.restore}
    counted={commonTexts.removedPatientCount}
    empty={patientPageTexts.removed.empty}
    nameOf={({ record: { id, name } }) => (
      <RowLink to="/patients/$id" params={{ id }}>
        {name}
      </RowLink>
    )}
    fact={{
      header: patientListTexts.columns.born,
      track: "150px",
      of: ({ record }) => birthText(record),
    }}
    unknownAccount={recordTexts.unknownAccount}
    // A merged patient is restored by undoing the merge, on the kept patient's page.
    insteadOfRestore={({ mergedInto }) =>
      mergedInto ? (
        <AnchorLink to="/patients/$id" params={{ id: mergedInto }} size="sm">
          {patientPageTexts.removed.merged}
        </AnchorLink>
      ) : null
    }
    refusal={({ removed, error }, close) => (
      <RestorationRefused patient={removed} error={error} onClose={close} />
    )}
  />
));
