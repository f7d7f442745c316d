import { Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "../../kit/dialog/dialog.tsx";
import { commonTexts } from "../../words/common/common.ts";
import { formatInstant } from "../../words/format/format.ts";
import { FactList } from "./fact-list.tsx";
import type { FactLine } from "./facts.ts";
import { texts as historyTexts } from "./texts.en.ts";

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

/** Keeps the last value while a dialog closes, so that it does not go empty first. */
export function useLastShown<Value>(value: Value | null): Value | null {
  const [last, setLast] = useState(value);
  if (value !== null && value !== last) setLast(value);
  return value ?? last;
}
