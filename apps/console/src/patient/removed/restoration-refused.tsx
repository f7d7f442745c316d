import type { PatientId } from "@caretype/client";
import { type Blocker, isErrorCode, patientId, type RemovedPatient } from "@caretype/client";
import { Button, Group, Stack, Text } from "@mantine/core";
import { Dialog } from "../../dialog/dialog.tsx";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { AnchorLink } from "../../shell/text/links.tsx";
import { withNames } from "../../shell/text/with-names.ts";

type RestorationRefusedProps = { patient: RemovedPatient; error: unknown; onClose: () => void };

/** What stands in the way of a patient who was removed, and where that is mended. */
export function RestorationRefused({ patient, error, onClose }: RestorationRefusedProps) {
  return (
    <Dialog onClose={onClose} title={withNames`${patient.record.name} cannot be restored yet`}>
      <Stack>
        {isErrorCode(error, "RESTORE_BLOCKED") ? (
          error.data.blockedBy.map((blocker) => (
            <Reason key={blocker.id} blocker={blocker} mergedInto={patient.mergedInto} />
          ))
        ) : (
          <ErrorNotice error={error} />
        )}
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            Close
          </Button>
        </Group>
      </Stack>
    </Dialog>
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
      has the same identifier in another system, and so is the same person. Keep them, and leave this one
      removed; or remove them first.
    </Text>
  );
}
