import type { Patient, PatientId } from "@caretype/client";
import { Button, Group, Stack, Text } from "@mantine/core";
import { Dialog } from "../../../kit/dialog/dialog.tsx";
import { notifyFailed } from "../../../kit/notice/notify.tsx";
import { describeUnrestored } from "../../../records/assignment/describe-unrestored.ts";
import { caretype } from "../../../session/client/api.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { texts as patientBulkTexts } from "./texts.en.ts";
import type { Job } from "./use-bulk.ts";

type RemoveSelectedProps = {
  patients: readonly Patient[];
  onRun: (job: Job<PatientId>) => void;
  onClose: () => void;
};

const texts = patientBulkTexts.removing;

/** Removes all selected patients, after a confirmation. */
export function RemoveSelected({ patients, onRun, onClose }: RemoveSelectedProps) {
  const unassign = usePermissions()("assignment:remove");
  const remove = () =>
    onRun({
      title: texts.running,
      patients,
      work: async ({ id, version }) => {
        await caretype.patient.remove.mutate({ id, expectedVersion: version, unassign });
        return id;
      },
      done: texts.done,
      undo: restore,
    });
  return (
    <Dialog onClose={onClose} title={texts.title(patients.length)} centered>
      <Stack>
        <Text size="sm">{unassign ? texts.unassigns : texts.keepsAssigned}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {commonTexts.cancel}
          </Button>
          <Button color="danger" onClick={remove}>
            {texts.submit}
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
