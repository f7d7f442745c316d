import { type Blocker, isErrorCode, type PatientId, patientId, type RemovedPatient } from "@caretype/client";
import { Text } from "@mantine/core";
import { RestorationRefusedDialog } from "../../record/restoration-refused-dialog.tsx";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { AnchorLink } from "../../shell/text/links.tsx";

type RestorationRefusedProps = { patient: RemovedPatient; error: unknown; onClose: () => void };

/** Says what blocks restoring a patient, and where to resolve it. */
export function RestorationRefused({ patient, error, onClose }: RestorationRefusedProps) {
  return (
    <RestorationRefusedDialog name={patient.record.name} onClose={onClose}>
      {isErrorCode(error, "RESTORE_BLOCKED") ? (
        error.data.blockedBy.map((blocker) => (
          <Reason key={blocker.id} blocker={blocker} mergedInto={patient.mergedInto} />
        ))
      ) : (
        <ErrorNotice error={error} />
      )}
    </RestorationRefusedDialog>
  );
}

type ReasonProps = { blocker: Blocker; mergedInto: PatientId | null };

function Reason({ blocker: { kind, id, label }, mergedInto }: ReasonProps) {
  if (kind === "merge") {
    return (
      <Text>
        They were merged into another patient. Undo that merge instead
        {mergedInto ? (
          <>
            , on{" "}
            <AnchorLink to="/patients/$id" params={{ id: mergedInto }}>
              that patient’s page
            </AnchorLink>
          </>
        ) : null}
        .
      </Text>
    );
  }
  return (
    <Text>
      <AnchorLink to="/patients/$id" params={{ id: patientId.parse(id) }}>
        {label ?? "Another patient"}
      </AnchorLink>{" "}
      has the same identifier in another system, so it is the same person. Leave this patient removed, or
      remove the other one first.
    </Text>
  );
}
