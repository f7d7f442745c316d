import type { KeyboardEvent } from "react";

/** Ctrl or Cmd with Enter submits a form also from a textarea. */
export function submitByKeys(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.stopPropagation();
  event.currentTarget.requestSubmit();
}
