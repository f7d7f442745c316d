import type { PatientId } from "@caretype/client";
import { type Blocker, type CaretypeError, type Doctor, isErrorCode } from "@caretype/client";
import { Button, Group, List, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api.ts";
import { Dialog } from "../../dialog/dialog.tsx";
import { usePermissions } from "../../session/use-practice.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { AnchorLink } from "../../shell/text/links.tsx";
import { withNames } from "../../shell/text/with-names.ts";

type RemovalRefusedProps = {
  doctor: Doctor;
  error: unknown;
  onClose: () => void;
  /** Removes the doctor with the practice's assignments. */
  onUnassign: () => void;
  isPending: boolean;
};

/** Why a doctor was not removed, and what can be done about it. */
export function RemovalRefused({ doctor, error, onClose, onUnassign, isPending }: RemovalRefusedProps) {
  const mayUnassign = usePermissions()("assignment:remove");
  // What was said last stays to be seen while the dialog goes away.
  const [last, setLast] = useState(error);
  if (error && error !== last) setLast(error);
  // Those of other practices are theirs to end.
  const isOffered = mayUnassign && isErrorCode(last, "DOCTOR_HAS_ASSIGNMENTS") && !last.data.blockedElsewhere;
  return (
    <Dialog
      opened={Boolean(error) || isPending}
      onClose={onClose}
      title={withNames`${doctor.name} is not removed`}
    >
      <Stack>
        {isErrorCode(last, "DOCTOR_HAS_ASSIGNMENTS") ? (
          <InTheWay doctor={doctor} error={last} isOffered={isOffered} />
        ) : null}
        {isErrorCode(last, "STALE_VERSION") ? (
          <Text>
            Somebody else has changed this doctor since you opened the page. It shows the doctor as they are
            now: look at it, and remove them if that is still right.
          </Text>
        ) : null}
        {isErrorCode(last, "DOCTOR_HAS_ASSIGNMENTS", "STALE_VERSION") ? null : <ErrorNotice error={last} />}
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

type InTheWayProps = {
  doctor: Doctor;
  error: CaretypeError<"DOCTOR_HAS_ASSIGNMENTS">;
  isOffered: boolean;
};

function InTheWay({ doctor: { id }, error, isOffered }: InTheWayProps) {
  const { blockedBy, blockedByTotal, blockedElsewhere } = error.data;
  const known = useQuery(api.assignment.list.queryOptions({ doctorId: id, limit: 200 })).data?.items;
  const patientOf = (blocker: Blocker) =>
    known?.find((assignment) => assignment.id === blocker.id)?.patientId;
  const unnamed = blockedByTotal - blockedBy.length;
  return (
    <>
      {blockedByTotal > 0 ? (
        <>
          <Text>
            {blockedByTotal === 1 ? "A patient is" : `${blockedByTotal} patients are`} assigned to this doctor
            here.{" "}
            {isOffered
              ? "You can unassign them together with the removal. Undo brings everything back."
              : "They have to be unassigned first."}
          </Text>
          <List>
            {blockedBy.map((blocker) => (
              <List.Item key={blocker.id}>
                <Named label={blocker.label} patientId={patientOf(blocker)} />
              </List.Item>
            ))}
          </List>
          {unnamed > 0 ? <Text>And {unnamed} more.</Text> : null}
        </>
      ) : null}
      {blockedElsewhere ? (
        <Text>
          Other practices of this server have patients of this doctor{blockedByTotal > 0 ? ", too" : ""}. Only
          they can unassign those; until then the doctor stays in the directory.
        </Text>
      ) : null}
    </>
  );
}

function Named({ label, patientId }: { label: string | null; patientId: PatientId | undefined }) {
  const name = label ?? "A patient";
  if (!patientId) return name;
  return (
    <AnchorLink to="/patients/$id" params={{ id: patientId }}>
      {name}
    </AnchorLink>
  );
}
