import type { RemovedPatient } from "@caretype/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { BackLink } from "../../../kit/page/back-link.tsx";
import { Page } from "../../../kit/page/page.tsx";
import { nextPage } from "../../../kit/section/next-page.ts";
import { RemovedRecords } from "../../../records/record/removed-records.tsx";
import { useRestore } from "../../../records/record/use-restore.ts";
import { api } from "../../../session/client/api.ts";
import { Permitted } from "../../../session/route/permitted.tsx";
import { commonTexts } from "../../../words/common/common.ts";
import { texts as patientPageTexts } from "../page/texts.en.ts";
import { removedColumns } from "./removed-columns.tsx";
import { RestorationRefused } from "./restoration-refused.tsx";
import { restorePatient } from "./restore-patient.ts";

export function RemovedPatientsPage() {
  return (
    <Permitted needs="patient:remove">
      <Page
        title={commonTexts.removedPatients}
        back={<BackLink to="/patients">{commonTexts.patients}</BackLink>}
      >
        <RemovedPatients />
      </Page>
    </Permitted>
  );
}

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
