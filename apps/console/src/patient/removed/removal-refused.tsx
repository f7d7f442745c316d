import type { AnyId, DoctorId, PatientId } from "@caretype/client";
import { isErrorCode, type Patient } from "@caretype/client";
import { Button, Group, List, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { Dialog } from "../../dialog/dialog.tsx";
import { usePermissions } from "../../session/use-practice.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { AnchorLink } from "../../shell/text/links.tsx";
import { withNames } from "../../shell/text/with-names.ts";

type RemovalRefusedProps = {
  patient: Patient;
  error: unknown;
  onClose: () => void;
  /** Removes the patient with the assignments. */
  onUnassign: () => void;
  isPending: boolean;
};

/** Why a patient could not be removed, and what to do about it. */
export function RemovalRefused({ patient, error, onClose, onUnassign, isPending }: RemovalRefusedProps) {
  const mayUnassign = usePermissions()("assignment:remove");
  const isOffered = mayUnassign && isErrorCode(error, "PATIENT_HAS_ASSIGNMENTS");
  return (
    <Dialog onClose={onClose} title={withNames`${patient.name} is not removed`}>
      <Stack>
        <Reason patient={patient} error={error} onClose={onClose} isOffered={isOffered} />
        <Group justify="flex-end">
          <Button variant={isOffered ? "default" : "filled"} onClick={onClose} data-autofocus={!isOffered}>
            {isOffered ? "Cancel" : "Close"}
          </Button>
          {isOffered ? (
            <Button color="red" onClick={onUnassign} loading={isPending} data-autofocus>
              Unassign and remove
            </Button>
          ) : null}
        </Group>
      </Stack>
    </Dialog>
  );
}

type ReasonProps = Pick<RemovalRefusedProps, "patient" | "error" | "onClose"> & { isOffered: boolean };

function Reason({ patient, error, onClose, isOffered }: ReasonProps) {
  if (isErrorCode(error, "PATIENT_HAS_ASSIGNMENTS")) {
    const { blockedBy, blockedByTotal } = error.data;
    return (
      <Assigned
        patientId={patient.id}
        blockedBy={blockedBy}
        total={blockedByTotal}
        onClose={onClose}
        isOffered={isOffered}
      />
    );
  }
  if (isErrorCode(error, "STALE_VERSION")) {
    return (
      <Text>The record was changed since you opened it. Look at it as it is now, then remove it again.</Text>
    );
  }
  return <ErrorNotice error={error} />;
}

type AssignedProps = {
  patientId: PatientId;
  blockedBy: readonly { id: AnyId; label: string | null }[];
  total: number;
  onClose: () => void;
  isOffered: boolean;
};

function Assigned({ patientId, blockedBy, total, onClose, isOffered }: AssignedProps) {
  // What stands in the way is an assignment; whose it is, is told by the list of them.
  const team = useQuery(api.assignment.listForPatient.queryOptions({ patientId, limit: 200 })).data;
  const doctorOf = new Map<AnyId, DoctorId>(team?.items.map(({ id, doctorId }) => [id, doctorId]));
  return (
    <>
      <Text>
        {total === 1 ? "A doctor is" : `${total} doctors are`} still assigned.{" "}
        {isOffered
          ? "You can unassign them together with the removal. Undo brings everything back."
          : "They have to be unassigned first, in the care team on the patient’s page."}
      </Text>
      <List>
        {blockedBy.map(({ id, label }) => {
          const doctorId = doctorOf.get(id);
          const name = label ?? "A doctor whose name is not known";
          return (
            <List.Item key={id}>
              {doctorId ? (
                <AnchorLink to="/doctors/$id" params={{ id: doctorId }} onClick={onClose}>
                  {name}
                </AnchorLink>
              ) : (
                name
              )}
            </List.Item>
          );
        })}
      </List>
      {total > blockedBy.length ? <Text size="sm">And {total - blockedBy.length} more.</Text> : null}
    </>
  );
}
