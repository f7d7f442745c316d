import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type ReactNode, useRef, useState } from "react";
import { focusHeading } from "../page/page-focus.tsx";
import { messageOf } from "./error-notice.tsx";

type Undo = () => Promise<unknown>;

/** Says briefly that something was done; with `undo`, for long enough to take it back by keyboard, too. */
export function notifyDone(message: ReactNode, undo?: Undo): void {
  const id = notifications.show({
    color: "green",
    withBorder: true,
    autoClose: undo ? 20_000 : 5_000,
    message: undo ? (
      <WithUndo message={message} undo={undo} hide={() => notifications.hide(id)} />
    ) : (
      <Text size="sm">{message}</Text>
    ),
    ...lasting,
  });
}

/** Says that something was refused or failed, until it is read: why, by an error or in words. */
export function notifyFailed(title: ReactNode, why: unknown): void {
  // Mantine's own grey of what stands below a title is too pale.
  const message = (
    <Text size="sm" c="dimmed">
      {typeof why === "string" ? why : messageOf(why)}
    </Text>
  );
  notifications.show({ color: "red", withBorder: true, autoClose: false, title, message, ...lasting });
}

/** Whoever was in a message that goes is at the page's heading then, and not at the start of the document. */
const lasting = {
  closeButtonProps: { "aria-label": "Close this message" },
  style: { overflowWrap: "anywhere" },
  onClose: () => {
    if (document.activeElement?.closest(".mantine-Notification-root")) focusHeading({ preventScroll: true });
  },
} as const;

function WithUndo({ message, undo, hide }: { message: ReactNode; undo: Undo; hide: () => void }) {
  const [isUndoing, setUndoing] = useState(false);
  const isRunning = useRef(false);
  const run = async () => {
    // The second half of a double click comes before the button is disabled.
    if (isRunning.current) return;
    isRunning.current = true;
    setUndoing(true);
    try {
      await undo();
    } catch (error) {
      notifyFailed("This could not be undone", error);
    }
    hide();
    // The button has lost the focus when it was disabled.
    if (document.activeElement === document.body) focusHeading({ preventScroll: true });
  };
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm">{message}</Text>
      <Button size="compact-sm" variant="light" loading={isUndoing} onClick={run} flex="none">
        Undo
      </Button>
    </Group>
  );
}
