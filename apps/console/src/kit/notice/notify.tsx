import { isNetworkError } from "@caretype/client";
import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type ReactNode, useState } from "react";
import { commonTexts } from "../../words/common/common.ts";
import { texts as frameTexts } from "../../words/frame/texts.en.ts";
import { useStore } from "../behavior/store.ts";
import { focusHeading } from "../focus/page-focus.tsx";
import { iconKeyProps } from "../keys/key-props.ts";
import { Dimmed } from "../theme/dimmed.tsx";
import { messageOf } from "./error-notice.tsx";
import {
  changedIds,
  noteDone,
  opened,
  runUndo,
  type Undo,
  type UndoableChange,
  undoable,
} from "./last-change.ts";

/**
 * Shows a short success notification. With `undo`, it stays longer, and a key undoes the newest. It closes when one
 * of its records changes again, as the undo would be refused.
 */
export function notifyDone(message: ReactNode, undo?: Undo): void {
  const change: UndoableChange | undefined = undo && {
    message,
    undo: onlyOnce(
      () => {
        // The callback changes the records itself.
        shown.set(id, []);
        return runUndo(undo);
      },
      () => end(),
    ),
    ids: changedIds.get(),
  };
  const end = () => {
    notifications.hide(id);
    undoable.set(undoable.get().filter((each) => each !== change));
  };
  noteDone(change);
  endSeen();
  const id = notifications.show({
    color: "green",
    withBorder: true,
    autoClose: undo ? 20_000 : 5_000,
    message: change ? <WithUndo {...change} /> : <Text size="sm">{message}</Text>,
    ...shared,
  });
  shown.set(id, change?.ids ?? []);
  for (const oldest of [...shown.keys()].slice(0, -most)) {
    shown.delete(oldest);
    notifications.hide(oldest);
  }
}

/** Shows another user's change until closed. Earlier changes can still be undone. Returns the notification's id. */
export const notifyNews = (message: ReactNode): string =>
  notifications.show({
    color: "blue",
    withBorder: true,
    autoClose: false,
    message: <Text size="sm">{message}</Text>,
    ...shared,
  });

/** Shows a notification, then continues. `message`: a text, or a function of the response. */
export const notifyThen =
  <Answer,>(message: ReactNode | ((answer: Answer) => ReactNode), goOn: () => void) =>
  (answer: Answer) => {
    notifyDone(typeof message === "function" ? message(answer) : message);
    goOn();
  };

/** More would cover the page. The palette undoes the last change, and timelines earlier ones. */
const most = 3;
/** With the records that each undo restores. */
const shown = new Map<string, readonly string[]>();
changedIds.subscribe(() => {
  const changed = changedIds.get();
  for (const [id, ids] of shown) if (ids.some((each) => changed.includes(each))) notifications.hide(id);
});

/** Shown errors, and those shown when the user's last action started. */
let failed: string[] = [];
let seen: string[] = [];
for (const act of ["click", "keydown"])
  addEventListener(
    act,
    () => {
      seen = failed;
    },
    { capture: true },
  );

/** Hides errors shown before the current action. Errors of that action stay, even if it navigates. */
function endSeen(): void {
  for (const id of seen) notifications.hide(id);
  failed = failed.filter((id) => !seen.includes(id));
  seen = [];
}
opened.subscribe(endSeen);

/**
 * Shows an error until it is closed or the user continues: opens a page or dialog, or changes something. `why` is an
 * error or a message.
 */
export function notifyFailed(title: ReactNode, why: unknown): void {
  // Mantine's grey below a title has too little contrast.
  const message = <Dimmed>{typeof why === "string" ? why : messageOf(why)}</Dimmed>;
  const id = notifications.show({
    color: "red",
    withBorder: true,
    autoClose: false,
    title,
    message,
    ...shared,
  });
  failed = [...failed, id];
}

/** Focuses the page's heading if the closed notification had the focus. */
const shared = {
  closeButtonProps: { "aria-label": frameTexts.notice.close },
  style: { overflowWrap: "anywhere" },
  onClose: () => {
    if (document.activeElement?.closest(".mantine-Notification-root")) focusHeading({ preventScroll: true });
  },
} as const;

/** Thrown by an undo if the value has changed since, for data without versions on the server. */
export class ChangedSince extends Error {
  override readonly name = "ChangedSince";
}

/**
 * Undoes once, despite double clicks or a second trigger. Reports a refusal. Can be retried if the server was
 * unreachable.
 */
function onlyOnce(undo: Undo, onEnd: () => void): Undo {
  let running: Promise<void> | undefined;
  return () => {
    running ??= undo().then(onEnd, (error) => {
      const why = error instanceof ChangedSince ? frameTexts.notice.isChangedSince : error;
      notifyFailed(frameTexts.notice.isNotUndone, why);
      if (isNetworkError(error)) running = undefined;
      else onEnd();
    });
    return running;
  };
}

const small = { size: "compact-sm", variant: "light", flex: "none" } as const;

function WithUndo({ message, undo }: UndoableChange) {
  const [isUndoing, setUndoing] = useState(false);
  const isLast = useStore(undoable).at(-1)?.undo === undo;
  const run = async () => {
    setUndoing(true);
    await undo();
    setUndoing(false);
    // Disabling the button would lose the focus.
    if (document.activeElement === document.body) focusHeading({ preventScroll: true });
  };
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm">{message}</Text>
      <Button
        {...small}
        {...(isLast && iconKeyProps("undo", commonTexts.undo))}
        loading={isUndoing}
        onClick={run}
      >
        {commonTexts.undo}
      </Button>
    </Group>
  );
}
