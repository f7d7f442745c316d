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
  /** Null closes the dialog. */
  entry: TimelineEntry | null;
  onClose: () => void;
};

/** Asks before reverting to an earlier version, and shows the changes. */
export function RevertDialog({ entry, onClose }: RevertDialogProps) {
  const last = useLastShown(entry);
  const revert = useSingleMutation({
    mutationFn: async () => entry?.revert?.run(),
    onSuccess: () => {
      // The button that opened the dialog disappears, so focus the heading.
      focusHeading({ preventScroll: true });
      onClose();
    },
  });
  const close = () => {
    revert.reset();
    onClose();
  };
  return (
    <Dialog opened={entry !== null} onClose={close} title="Revert to this version?" size="lg">
      <Stack>
        {last ? <WhatChanges entry={last} /> : null}
        {revert.isError ? <Refusal error={revert.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            Cancel
          </Button>
          <Button onClick={() => revert.mutate()} loading={revert.isPending} disabled={!entry?.revert}>
            Revert
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function WhatChanges({ entry: { at, revert } }: { entry: TimelineEntry }) {
  if (!revert) return <Text>The record already matches this version.</Text>;
  return (
    <>
      <Text size="sm">
        This saves the values of {formatInstant(at)} as a new version. Nothing in the timeline is lost.
      </Text>
      <Changes changes={revert.changes} />
    </>
  );
}

function Refusal({ error }: { error: unknown }) {
  if (!isErrorCode(error, "STALE_VERSION")) return <ErrorNotice error={error} />;
  return (
    <Alert color="yellow" role="alert" title="Somebody changed the record">
      The changes above are updated. Review them before you continue.
    </Alert>
  );
}
