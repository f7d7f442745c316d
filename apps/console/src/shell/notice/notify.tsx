import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type ReactNode, useRef, useState } from "react";
import { focusHeading } from "../page/page-focus.tsx";
import { messageOf } from "./error-notice.tsx";

type Undo = () => Promise<unknown>;

/**
 * Shows a short notification of success.
 * With `undo`, it stays long enough to undo by keyboard.
 */
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
    ...shared,
  });
}

/** Shows an error notification until it is closed. `why` is an error or a message. */
export function notifyFailed(title: ReactNode, why: unknown): void {
  // Mantine's grey below a title has too little contrast.
  const message = (
    <Text size="sm" c="dimmed">
      {typeof why === "string" ? why : messageOf(why)}
    </Text>
  );
  notifications.show({ color: "red", withBorder: true, autoClose: false, title, message, ...shared });
}

/** Focuses the page's heading if the closed notification had the focus. */
const shared = {
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
    // A double click arrives before the button is disabled.
    if (isRunning.current) return;
    isRunning.current = true;
    setUndoing(true);
    try {
      await undo();
    } catch (error) {
      notifyFailed("This could not be undone", error);
    }
    hide();
    // Disabling the button lost the focus.
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
