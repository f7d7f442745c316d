import { texts as formTexts } from "./texts.en.ts";

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

/** Errors for half-typed dates. They have no value, so they would be saved as empty. */
export function incompleteDates(paths: readonly string[]): Record<string, string> {
  const isIncomplete = (path: string) => {
    const input = inputOf(path);
    return input instanceof HTMLInputElement && input.validity.badInput;
  };
  return Object.fromEntries(paths.filter(isIncomplete).map((path) => [path, formTexts.incompleteDate]));
}
