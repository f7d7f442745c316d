const focusable = "input:not([type=hidden]), textarea, select, button";

/** The input of a field, as Mantine's forms mark it; of a group of them the first. */
export function inputOf(path: string): HTMLElement | null {
  const marked = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
  return marked?.matches(focusable) ? marked : (marked?.querySelector<HTMLElement>(focusable) ?? null);
}

/** Of several fields the one that comes first on the page gets the focus. */
export function focusFirst(paths: readonly string[]): void {
  const [first] = paths
    .map(inputOf)
    .filter((node) => node !== null)
    .toSorted((one, other) =>
      one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
    );
  first?.focus();
}

/** A date that is only half typed has no value: it would be saved as none. */
export function incompleteDates(paths: readonly string[]): Record<string, string> {
  const isIncomplete = (path: string) => {
    const input = inputOf(path);
    return input instanceof HTMLInputElement && input.validity.badInput;
  };
  return Object.fromEntries(
    paths.filter(isIncomplete).map((path) => [path, "Not a whole date: give day, month and year"]),
  );
}
