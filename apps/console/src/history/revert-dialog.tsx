import { isErrorCode } from "@caretype/client";
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { Dialog } from "../dialog/dialog.tsx";
import { useSingleMutation } from "../shell/behavior/use-single-mutation.ts";
import { ErrorNotice } from "../shell/notice/error-notice.tsx";
import { focusHeading } from "../shell/page/page-focus.tsx";
import { formatInstant } from "../shell/text/format.ts";
import { Changes } from "./changes.tsx";
import type { TimelineEntry } from "./entry.ts";
import { useLastShown } from "./use-last-shown.ts";

type RevertDialogProps = {
  /** Null: nothing is asked. */
  entry: TimelineEntry | null;
  onClose: () => void;
};

/** Asks before a record is given the content of an earlier version, by what would change. */
export function RevertDialog({ entry, onClose }: RevertDialogProps) {
  const last = useLastShown(entry);
  const revert = useSingleMutation({
    mutationFn: async () => entry?.revert?.run(),
    onSuccess: () => {
      // The button that has opened it goes with what it was for.
      focusHeading({ preventScroll: true });
      onClose();
    },
  });
  const close = () => {
    revert.reset();
    onClose();
  };
  return (
    <Dialog opened={entry !== null} onClose={close} title="Go back to how it was?" size="lg">
      <Stack>
        {last ? <WhatChanges entry={last} /> : null}
        {revert.isError ? <Refusal error={revert.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            Leave it as it is
          </Button>
          <Button onClick={() => revert.mutate()} loading={revert.isPending} disabled={!entry?.revert}>
            Go back to this
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function WhatChanges({ entry: { at, revert } }: { entry: TimelineEntry }) {
  if (!revert) return <Text>It is as it was then already.</Text>;
  return (
    <>
      <Text size="sm">
        As it was on {formatInstant(at)}. This changes what is recorded now, as a new version: nothing in the
        timeline is lost.
      </Text>
      <Changes changes={revert.changes} />
    </>
  );
}

function Refusal({ error }: { error: unknown }) {
  if (!isErrorCode(error, "STALE_VERSION")) return <ErrorNotice error={error} />;
  return (
    <Alert color="yellow" role="alert" title="Somebody has changed it meanwhile">
      What would change is shown anew above. Look at it, and go on if it is still what you want.
    </Alert>
  );
}
