import { Group, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useSingleMutation } from "../../kit/behavior/use-single-mutation.ts";
import { texts as formTexts } from "../../kit/form/texts.en.ts";
import { ErrorAlert, ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { SmallButton } from "../../kit/theme/plain-button.tsx";
import { commonTexts } from "../../words/common/common.ts";

type RecordRemovedProps<Value> = {
  name: string;
  mayRestore: boolean;
  restore: () => Promise<Value>;
  onRestored: (record: Value) => void;
  link?: ReactNode;
};

/** Shown in the form of a record that another user removed. The input stays until the record is restored. */
export function RecordRemoved<Value>(props: RecordRemovedProps<Value>) {
  const { name, mayRestore, restore, onRestored, link } = props;
  const restoration = useSingleMutation({
    mutationFn: restore,
    onSuccess: (restored) => {
      notifyDone(formTexts.removed.isRestored(name));
      onRestored(restored);
    },
  });
  return (
    <ErrorAlert title={formTexts.removed.title(name)} style={{ overflowWrap: "anywhere" }}>
      <Stack gap="xs">
        <Text size="sm">{formTexts.removed.text}</Text>
        {restoration.isError ? <ErrorNotice error={restoration.error} /> : null}
        <Group>
          {mayRestore ? (
            <SmallButton
              label={commonTexts.restore}
              loading={restoration.isPending}
              onClick={() => restoration.mutate()}
            />
          ) : null}
          {link}
        </Group>
      </Stack>
    </ErrorAlert>
  );
}
