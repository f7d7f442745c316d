import type { RemovedDoctor } from "@caretype/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { BackLink } from "../../../kit/page/back-link.tsx";
import { Page } from "../../../kit/page/page.tsx";
import { nextPage } from "../../../kit/section/next-page.ts";
import type { Column } from "../../../kit/table/column.ts";
import { texts as doctorTexts } from "../../../records/doctor/texts.en.ts";
import {
  nameColumn,
  RemovedRecords,
  RestoreButton,
  removalColumns,
  useRestore,
} from "../../../records/record/removed-records.tsx";
import { RestorationRefusedDialog } from "../../../records/record/restoration-refused-dialog.tsx";
import { api } from "../../../session/client/api.ts";
import { Permitted } from "../../../session/route/permitted.tsx";
import { commonTexts } from "../../../words/common/common.ts";
import { restoreDoctor } from "./restore-doctor.ts";

export const RemovedDoctorsPage = () => (
  <Permitted needs="doctor:remove">
    <Page title={commonTexts.removedDoctors} back={<BackLink to="/doctors">{commonTexts.doctors}</BackLink>}>
      <RemovedDoctors />
    </Page>
  </Permitted>
);

function RemovedDoctors() {
  const query = useInfiniteQuery(api.doctor.removed.infiniteQueryOptions({ limit: 100 }, nextPage));
  const list = api.doctor.removed.infiniteQueryFilter();
  const { restore, refused, close } = useRestore<RemovedDoctor>({ list, restore: restoreDoctor });
  const columns = useMemo(() => removedDoctorColumns(restore), [restore]);
  return (
    <>
      <RemovedRecords
        query={query}
        counted={commonTexts.removedDoctorCount}
        label={commonTexts.removedDoctors}
        columns={columns}
        empty={doctorTexts.removal.empty}
      />
      {refused ? (
        <RestorationRefusedDialog name={refused.removed.record.name} onClose={close}>
          <ErrorNotice error={refused.error} />
        </RestorationRefusedDialog>
      ) : null}
    </>
  );
}

const removedDoctorColumns = (onRestore: (doctor: RemovedDoctor) => void): Column<RemovedDoctor>[] => [
  nameColumn<RemovedDoctor>(
    ({ record }) => record.name,
    ({ record }) => record.specializationLabel,
  ),
  {
    id: "specialization",
    header: doctorTexts.fields.specialization,
    track: "minmax(110px, 1.5fr)",
    isWideOnly: true,
    cell: ({ record }) => record.specializationLabel,
  },
  // Names of accounts in other practices are not available.
  ...removalColumns(doctorTexts.removal.anotherPractice),
  {
    id: "restore",
    header: commonTexts.restore,
    track: "130px",
    cell: (removed) => <RestoreButton removed={removed} onRestore={onRestore} />,
  },
];
