/**
 * Ctrl or Cmd with Enter presses the form's submit button from any field. Enter alone does so in a textarea with
 * `enterKeyHint="done"`. Disabled buttons are not pressed.
 */
function submitByKeys(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, shiftKey, isComposing, target } = event;
  const isDone = target instanceof HTMLTextAreaElement && target.enterKeyHint === "done" && !shiftKey;
  if (key !== "Enter" || isComposing || !(target instanceof Element) || !(ctrlKey || metaKey || isDone))
    return;
  const submits = target.closest("form")?.querySelector<HTMLElement>("[type=submit]");
  if (!submits) return;
  event.preventDefault();
  submits.click();
}

addEventListener("keydown", submitByKeys);
