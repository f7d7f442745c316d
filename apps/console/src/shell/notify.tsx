import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { messageOf } from "./error-notice.tsx";

type Undo = () => Promise<unknown>;

/** Says briefly that something was done; with `undo`, for long enough to take it back by keyboard, too. */
export function notifyDone(message: string, undo?: Undo): void {
  const id = notifications.show({
    color: "green",
    withBorder: true,
    autoClose: undo ? 20_000 : 5_000,
    message: undo ? (
      <WithUndo message={message} undo={undo} hide={() => notifications.hide(id)} />
    ) : (
      <Text size="sm">{message}</Text>
    ),
    closeButtonProps: { "aria-label": "Close this message" },
  });
}

/** Says that something was refused or failed, until it is read: why, by an error or in words. */
export function notifyFailed(title: string, why: unknown): void {
  // Mantine's own grey of what stands below a title is too pale.
  const message = (
    <Text size="sm" c="dimmed">
      {typeof why === "string" ? why : messageOf(why)}
    </Text>
  );
  notifications.show({
    ...{ color: "red", withBorder: true, autoClose: false, title, message },
    closeButtonProps: { "aria-label": "Close this message" },
  });
}

function WithUndo({ message, undo, hide }: { message: string; undo: Undo; hide: () => void }) {
  const [isUndoing, setUndoing] = useState(false);
  const run = async () => {
    setUndoing(true);
    try {
      await undo();
    } catch (error) {
      notifyFailed("This could not be undone", error);
    }
    hide();
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
