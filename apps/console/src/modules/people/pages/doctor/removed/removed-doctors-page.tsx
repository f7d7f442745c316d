import type { RemovedDoctor } from "@caretype/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { NoticeDialog } from "../../../../../kit/dialog/notice-dialog.tsx";
import { ErrorNotice } from "../../../../../kit/notice/error-notice.tsx";
import { BackLink } from "../../../../../kit/page/back-link.tsx";
import { RemovedRecords } from "../../../../../records/record/removed-records.tsx";
import { texts as recordTexts } from "../../../../../records/record/texts.en.ts";
import { api } from "../../../../../session/client/api.ts";
import { permitted } from "../../../../../session/route/permitted.tsx";
import { commonTexts } from "../../../../../words/common/common.ts";
import { specializationName } from "../../../records/doctor/specialization-name.ts";
import { texts as doctorTexts } from "../../../records/doctor/texts.en.ts";
import { undoDoctor } from "../undo-doctor.ts";

export const RemovedDoctorsPage = permitted("doctor:remove", () => (
  <RemovedRecords<RemovedDoctor>
    title={commonTexts.removedDoctors}
    back={<BackLink to="/doctors">{commonTexts.doctors}</BackLink>}
    query={useInfiniteQuery(api.doctor.removed.infiniteQueryOptions({ limit: 100 }))}
    list={api.doctor.removed.infiniteQueryFilter()}
    restore={undoDoctor.restore}
    counted={commonTexts.removedDoctorCount}
    empty={doctorTexts.removal.empty}
    fact={{
      header: doctorTexts.fields.specialization,
      track: "minmax(110px, 1.5fr)",
      of: ({ record }) => specializationName(record.specialization),
    }}
    // Names of accounts in other practices are not available.
    unknownAccount={doctorTexts.removal.anotherPractice}
    refusal={({ removed, error }, close) => (
      <NoticeDialog title={recordTexts.cannotBeRestored(removed.record.name)} onClose={close}>
        <ErrorNotice error={error} />
      </NoticeDialog>
    )}
  />
));
