import type { Patient, PatientId } from "@caretype/client";
import { Button, Group, Stack, Text } from "@mantine/core";
import { caretype } from "../../api.ts";
import { describeUnrestored } from "../../assignment/describe-unrestored.ts";
import { Dialog } from "../../dialog/dialog.tsx";
import { usePermissions } from "../../session/use-practice.ts";
import { notifyFailed } from "../../shell/notice/notify.tsx";
import { countPatients, type Job } from "./use-bulk.ts";

type RemoveSelectedProps = {
  patients: readonly Patient[];
  onRun: (job: Job<PatientId>) => void;
  onClose: () => void;
};

/** Removes all selected patients, after a confirmation. */
export function RemoveSelected({ patients, onRun, onClose }: RemoveSelectedProps) {
  const unassign = usePermissions()("assignment:remove");
  const remove = () =>
    onRun({
      title: "Removing patients",
      patients,
      work: async ({ id, version }) => {
        await caretype.patient.remove.mutate({ id, expectedVersion: version, unassign });
        return id;
      },
      done: (count) => `${countPatients(count)} ${count === 1 ? "is" : "are"} removed`,
      undo: restore,
    });
  return (
    <Dialog onClose={onClose} title={`Remove ${countPatients(patients.length)}?`} centered>
      <Stack>
        <Text size="sm">
          {unassign
            ? "Their doctors are unassigned. Restoring a patient restores both."
            : "Patients with an assigned doctor are not removed."}{" "}
          You can undo this now, or restore them later from the removed patients.
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button color="danger" onClick={remove}>
            Remove
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

async function restore(id: PatientId): Promise<void> {
  const { name, assignmentsLeft = [] } = await caretype.patient.restore.mutate({ id });
  if (assignmentsLeft.length > 0) notifyFailed(...describeUnrestored(name, assignmentsLeft.length));
}
