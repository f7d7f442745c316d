/**
 * Ctrl or Cmd with Enter presses the button that submits a form from all of its fields, and Enter alone does so from a
 * textarea whose `enterKeyHint` is `done`. A disabled button stays unpressed.
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
