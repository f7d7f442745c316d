import type { PatientId } from "@caretype/client";
import { Button, Stack, Text } from "@mantine/core";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { caretype } from "../../../session/client/api.ts";
import { useKeyedChange } from "../../../session/form/use-keyed-change.ts";
import { texts as patientPageTexts } from "../page/texts.en.ts";

const texts = patientPageTexts.removalRefused;

type AbandonedDraftsProps = { patientId: PatientId; onRemoved: () => void };

/** Deletes drafts that members left behind, which keep a patient from being removed. */
export function AbandonedDrafts({ patientId, onRemoved }: AbandonedDraftsProps) {
  const change = useKeyedChange({
    run: (input: { patientId: PatientId }, call) =>
      call(input, (options) => caretype.noteDraft.removeAbandoned.mutate(input, options)),
    onDone: ({ removed }) => {
      if (removed === 0) return;
      notifyDone(texts.areRemoved(removed));
      onRemoved();
    },
    onSettled: () => Promise.resolve(),
  });
  return (
    <Stack gap="xs" align="start">
      <Text size="sm">{change.data?.removed === 0 ? texts.noneAbandoned : texts.abandoned}</Text>
      {change.error ? <ErrorNotice error={change.error} /> : null}
      {change.data ? null : (
        <Button
          variant="light"
          color="red"
          size="xs"
          loading={change.isPending}
          onClick={() => change.mutate({ patientId })}
        >
          {texts.removeAbandoned}
        </Button>
      )}
    </Stack>
  );
}
