import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useSingleMutation } from "../shell/behavior/use-single-mutation.ts";
import { ErrorNotice } from "../shell/notice/error-notice.tsx";
import { notifyDone } from "../shell/notice/notify.tsx";
import { withNames } from "../shell/text/with-names.ts";

type RemovedMeanwhileProps<Value> = {
  name: string;
  mayRestore: boolean;
  restore: () => Promise<Value>;
  onRestored: (record: Value) => void;
  /** Where to find who has removed the record. */
  link?: ReactNode;
};

/** In the form of a record that somebody else has removed: what was entered stays until the record is back. */
export function RemovedMeanwhile<Value>(props: RemovedMeanwhileProps<Value>) {
  const { name, mayRestore, restore, onRestored, link } = props;
  const restoration = useSingleMutation({
    mutationFn: restore,
    onSuccess: (restored) => {
      notifyDone(withNames`${name} is restored`);
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
          What you have entered is not saved. It stays here: restore the record, then save again.
        </Text>
        {restoration.isError ? <ErrorNotice error={restoration.error} /> : null}
        <Group>
          {mayRestore ? (
            <Button
              size="xs"
              variant="default"
              loading={restoration.isPending}
              onClick={() => restoration.mutate()}
            >
              Restore
            </Button>
          ) : null}
          {link}
        </Group>
      </Stack>
    </Alert>
  );
}
