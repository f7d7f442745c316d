import type { RemovedPatient } from "@caretype/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { BackLink } from "../../../kit/page/back-link.tsx";
import { Page } from "../../../kit/page/page.tsx";
import { nextPage } from "../../../kit/section/next-page.ts";
import type { Column } from "../../../kit/table/column.ts";
import { RowLink } from "../../../kit/table/row-link.tsx";
import { birthText } from "../../../records/patient/birth.ts";
import {
  nameColumn,
  RemovedRecords,
  RestoreButton,
  removalColumns,
  useRestore,
} from "../../../records/record/removed-records.tsx";
import { texts as recordTexts } from "../../../records/record/texts.en.ts";
import { api } from "../../../session/client/api.ts";
import { Permitted } from "../../../session/route/permitted.tsx";
import { commonTexts } from "../../../words/common/common.ts";
import { AnchorLink } from "../../../words/format/links.tsx";
import { texts as patientListTexts } from "../list/texts.en.ts";
import { texts as patientPageTexts } from "../page/texts.en.ts";
import { RestorationRefused } from "./restoration-refused.tsx";
import { restorePatient } from "./restore-patient.ts";

export const RemovedPatientsPage = () => (
  <Permitted needs="patient:remove">
    <Page
      title={commonTexts.removedPatients}
      back={<BackLink to="/patients">{commonTexts.patients}</BackLink>}
    >
      <RemovedPatients />
    </Page>
  </Permitted>
);

function RemovedPatients() {
  const query = useInfiniteQuery(api.patient.removed.infiniteQueryOptions({ limit: 100 }, nextPage));
  const list = api.patient.removed.infiniteQueryFilter();
  const { restore, refused, close } = useRestore<RemovedPatient>({ list, restore: restorePatient });
  const columns = useMemo(() => removedColumns(restore), [restore]);
  return (
    <>
      <RemovedRecords
        query={query}
        counted={commonTexts.removedPatientCount}
        label={commonTexts.removedPatients}
        columns={columns}
        empty={patientPageTexts.removed.empty}
      />
      {refused ? (
        <RestorationRefused patient={refused.removed} error={refused.error} onClose={close} />
      ) : null}
    </>
  );
}

/** A merged patient is restored by undoing the merge, on the page of the patient that was kept. */
const removedColumns = (onRestore: (patient: RemovedPatient) => void): Column<RemovedPatient>[] => [
  nameColumn<RemovedPatient>(
    ({ record: { id, name } }) => (
      <RowLink to="/patients/$id" params={{ id }}>
        {name}
      </RowLink>
    ),
    ({ record }) => birthText(record),
  ),
  {
    id: "birth",
    header: patientListTexts.columns.born,
    track: "150px",
    isWideOnly: true,
    cell: ({ record }) => birthText(record),
  },
  ...removalColumns(recordTexts.unknownAccount),
  {
    id: "restore",
    header: commonTexts.restore,
    track: "min(160px, 46cqi)",
    cell: (patient) =>
      patient.mergedInto ? (
        <AnchorLink to="/patients/$id" params={{ id: patient.mergedInto }} size="sm">
          {patientPageTexts.removed.merged}
        </AnchorLink>
      ) : (
        <RestoreButton removed={patient} onRestore={onRestore} />
      ),
  },
];
