/** For a dialog that focused its close button, as its fields load later. */
export function focusFirstField(fields: HTMLElement | null): void {
  if (document.activeElement?.matches("input, select, textarea")) return;
  fields?.querySelector<HTMLElement>("[data-autofocus]")?.focus();
}
