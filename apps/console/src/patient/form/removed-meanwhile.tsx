import type { Patient } from "@caretype/client";
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { usePermissions } from "../../session/use-practice.ts";
import { useSingleMutation } from "../../shell/behavior/use-single-mutation.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { AnchorLink } from "../../shell/text/links.tsx";
import { withNames } from "../../shell/text/with-names.ts";
import { restorePatient } from "../removed/restore-patient.ts";

type RemovedMeanwhileProps = { patient: Patient; onRestored: (patient: Patient) => void };

/** Somebody has removed the patient who is being edited: what was entered stays, for when they are back. */
export function RemovedMeanwhile({ patient: { id, name }, onRestored }: RemovedMeanwhileProps) {
  const may = usePermissions();
  const restore = useSingleMutation({
    mutationFn: () => restorePatient(id),
    onSuccess: (restored) => {
      notifyDone(withNames`${restored.name} is back`);
      onRestored(restored);
    },
  });
  return (
    <Alert
      color="red"
      role="alert"
      icon={<IconAlertTriangle aria-hidden />}
      title={withNames`Somebody has removed ${name} meanwhile`}
      style={{ overflowWrap: "anywhere" }}
    >
      <Stack gap="xs">
        <Text size="sm">
          What you have entered is not saved. It stays here: bring them back, and save it then.
        </Text>
        {restore.isError ? <ErrorNotice error={restore.error} /> : null}
        <Group>
          {may("patient:remove") ? (
            <Button size="xs" variant="default" loading={restore.isPending} onClick={() => restore.mutate()}>
              Bring them back
            </Button>
          ) : null}
          <AnchorLink to="/patients/$id" params={{ id }} target="_blank" size="sm">
            Who has removed them, in a new tab
          </AnchorLink>
        </Group>
      </Stack>
    </Alert>
  );
}
