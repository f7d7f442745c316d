import { isErrorCode } from "@caretype/client";
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useSingleMutation } from "../../kit/behavior/use-single-mutation.ts";
import { Dialog } from "../../kit/dialog/dialog.tsx";
import { focusHeading } from "../../kit/focus/page-focus.tsx";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { commonTexts } from "../../words/common/common.ts";
import { formatInstant } from "../../words/format/format.ts";
import { Changes } from "./changes.tsx";
import type { TimelineEntry } from "./entry.ts";
import { texts as historyTexts } from "./texts.en.ts";
import { useLastShown } from "./use-last-shown.ts";

const texts = historyTexts.revertDialog;

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
    <Dialog opened={entry !== null} onClose={close} title={texts.title} size="lg">
      <Stack>
        {last ? <WhatChanges entry={last} /> : null}
        {revert.isError ? <Refusal error={revert.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            {commonTexts.cancel}
          </Button>
          <Button onClick={() => revert.mutate()} loading={revert.isPending} disabled={!entry?.revert}>
            {texts.submit}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function WhatChanges({ entry: { at, revert } }: { entry: TimelineEntry }) {
  if (!revert) return <Text>{texts.isSame}</Text>;
  return (
    <>
      <Text size="sm">{texts.explanation(formatInstant(at))}</Text>
      <Changes changes={revert.changes} />
    </>
  );
}

function Refusal({ error }: { error: unknown }) {
  if (!isErrorCode(error, "STALE_VERSION")) return <ErrorNotice error={error} />;
  return (
    <Alert color="yellow" role="alert" title={texts.isStale}>
      {texts.review}
    </Alert>
  );
}
