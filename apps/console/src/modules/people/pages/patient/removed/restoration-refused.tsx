import { type Blocker, isErrorCode, type PatientId, patientId, type RemovedPatient } from "@caretype/client";
import { Text } from "@mantine/core";
import { NoticeDialog } from "../../../../../kit/dialog/notice-dialog.tsx";
import { ErrorNotice } from "../../../../../kit/notice/error-notice.tsx";
import { texts as recordTexts } from "../../../../../records/record/texts.en.ts";
import { AnchorLink } from "../../../../../words/format/links.tsx";
import { Name } from "../../../../../words/format/name.tsx";
import { restorationRefused as texts } from "../page/texts.en.ts";

type RestorationRefusedProps = { patient: RemovedPatient; error: unknown; onClose: () => void };

/** What blocks restoring a patient, and where to resolve it. */
export const RestorationRefused = ({ patient, error, onClose }: RestorationRefusedProps) => (
  <NoticeDialog title={recordTexts.cannotBeRestored(patient.record.name)} onClose={onClose}>
    {isErrorCode(error, "RESTORE_BLOCKED") ? (
      error.data.blockedBy.map((blocker) => (
        <Reason key={blocker.id} blocker={blocker} mergedInto={patient.mergedInto} />
      ))
    ) : (
      <ErrorNotice error={error} />
    )}
  </NoticeDialog>
);

type ReasonProps = { blocker: Blocker; mergedInto: PatientId | null };

function Reason({ blocker: { kind, id, label }, mergedInto }: ReasonProps) {
  if (kind === "merge") {
    if (mergedInto === null) return <Text>{texts.isMerged}</Text>;
    const page = (
      <AnchorLink to="/patients/$id" params={{ id: mergedInto }} underline="always">
        {texts.thatPage}
      </AnchorLink>
    );
    return <Text>{texts.isMergedInto(page)}</Text>;
  }
  const other = (
    <AnchorLink to="/patients/$id" params={{ id: patientId.parse(id) }} underline="always">
      <Name>{label ?? texts.anotherPatient}</Name>
    </AnchorLink>
  );
  return <Text>{texts.isSame(other)}</Text>;
}
