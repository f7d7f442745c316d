import type { RemovedDoctor } from "@caretype/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../../api.ts";
import { RemovedRecords } from "../../record/removed-records.tsx";
import { RestorationRefusedDialog } from "../../record/restoration-refused-dialog.tsx";
import { useRestore } from "../../record/use-restore.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { BackLink } from "../../shell/page/back-link.tsx";
import { Page } from "../../shell/page/page.tsx";
import { Permitted } from "../../shell/route/permitted.tsx";
import { nextPage } from "../../shell/section/next-page.ts";
import { commonTexts } from "../../texts/common.ts";
import { doctorTexts } from "../../texts/doctor.ts";
import { removedDoctorColumns } from "./removed-doctor-columns.tsx";
import { restoreDoctor } from "./restore-doctor.ts";

export function RemovedDoctorsPage() {
  return (
    <Permitted needs="doctor:remove">
      <Page
        title={commonTexts.removedDoctors}
        back={<BackLink to="/doctors">{commonTexts.doctors}</BackLink>}
      >
        <RemovedDoctors />
      </Page>
    </Permitted>
  );
}

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
