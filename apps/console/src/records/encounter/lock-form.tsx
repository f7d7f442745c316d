import { Button, Group, Stack, Text } from "@mantine/core";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { caretype } from "../../session/client/api.ts";
import { commonTexts } from "../../words/common/common.ts";
import type { EncounterFormProps } from "./asked-step.ts";
import { ChangeRefusal } from "./change-refusal.tsx";
import { texts } from "./texts.en.ts";
import { useChange } from "./use-change.ts";

/** Asks before an encounter is locked, as nothing unlocks it. */
export function LockForm({ encounter, onDone, onCancel }: EncounterFormProps) {
  const { id, version: expectedVersion } = encounter;
  const change = useChange({
    run: (input: { id: typeof id; expectedVersion: number }, call) =>
      call(input, (options) => caretype.encounter.lock.mutate(input, options)),
    onDone: ({ patientName }) => {
      notifyDone(texts.done.lock(patientName));
      onDone();
    },
  });
  return (
    <Stack>
      <ChangeRefusal error={change.error} />
      <Text>{texts.lockForm.consequence}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel} autoFocus>
          {commonTexts.back}
        </Button>
        <Button color="red" loading={change.isPending} onClick={() => change.mutate({ id, expectedVersion })}>
          {texts.lockForm.submit}
        </Button>
      </Group>
    </Stack>
  );
}
