import { Stack, Text } from "@mantine/core";
import { Dialog } from "../../kit/dialog/dialog.tsx";
import { commonTexts } from "../../words/common/common.ts";
import { formatInstant } from "../../words/format/format.ts";
import { FactList } from "./fact-list.tsx";
import type { FactLine } from "./facts.ts";
import { texts as historyTexts } from "./texts.en.ts";
import { useLastShown } from "./use-last-shown.ts";

/** A record at a point in time. */
export type PastRecord = { at: string; past: FactLine[] | null };

/** Shows a past version of a record. Null closes the dialog. */
export function AsItWas({ shown, onClose }: { shown: PastRecord | null; onClose: () => void }) {
  const last = useLastShown(shown);
  return (
    <Dialog
      opened={shown !== null}
      onClose={onClose}
      title={historyTexts.earlierVersion}
      size="lg"
      closeButtonProps={closeButton}
    >
      {last ? (
        <Stack>
          <Text size="sm" c="dimmed">
            {historyTexts.on(formatInstant(last.at))}
          </Text>
          <FactList facts={last.past ?? []} />
        </Stack>
      ) : null}
    </Dialog>
  );
}

const closeButton = { "aria-label": commonTexts.close };
