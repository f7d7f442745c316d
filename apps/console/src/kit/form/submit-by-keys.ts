import type { KeyboardEvent } from "react";

/** Ctrl or Cmd with Enter submits a form also from a textarea, and Enter alone from one whose `enterKeyHint` is `done`. */
export function submitByKeys(event: KeyboardEvent<HTMLFormElement>) {
  const { key, ctrlKey, metaKey, shiftKey, nativeEvent, target } = event;
  const isDone = target instanceof HTMLTextAreaElement && target.enterKeyHint === "done" && !shiftKey;
  if (key !== "Enter" || nativeEvent.isComposing || !(ctrlKey || metaKey || isDone)) return;
  event.preventDefault();
  event.stopPropagation();
  event.currentTarget.requestSubmit();
}
