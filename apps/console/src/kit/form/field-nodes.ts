const focusable = "input:not([type=hidden]), textarea, select, button";

/** Finds the input of a form field; in a group, the first. */
export function inputOf(path: string): HTMLElement | null {
  const marked = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
  return marked?.matches(focusable) ? marked : (marked?.querySelector<HTMLElement>(focusable) ?? null);
}

export function focusFirst(paths: readonly string[]): void {
  const [first] = paths
    .map(inputOf)
    .filter((node) => node !== null)
    .toSorted((one, other) =>
      one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
    );
  first?.focus();
}
