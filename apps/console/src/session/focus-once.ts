/** As the `ref` of an input that was just asked for: the focus goes there when it appears. */
export const focusOnce = (input: HTMLInputElement | null): void => input?.focus();
