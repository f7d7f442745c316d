import type { PatientId } from "@caretype/client";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { texts } from "./texts.en.ts";
import { useIsWithheld } from "./use-restrictions.ts";
import { Withheld } from "./withheld.tsx";

type WithheldNoticeProps = { patientId: PatientId };

/** Says above a list that restricted records are left out of it, if there are any. */
export function WithheldNotice({ patientId }: WithheldNoticeProps) {
  const { isWithheld } = useIsWithheld(patientId);
  return (
    <>
      <RestrictionsFailed patientId={patientId} />
      {isWithheld ? <Withheld patientId={patientId} /> : null}
    </>
  );
}

/** Says that restrictions could not be read. Without it, restricted records would look like others. */
export function RestrictionsFailed({ patientId }: WithheldNoticeProps) {
  const { error, retry } = useIsWithheld(patientId);
  return error ? <ErrorNotice error={error} hint={texts.areNotLoaded} onRetry={retry} /> : null;
}
