/** As the `ref` of what was just asked for, such as an input: the focus goes there when it appears. */
export const focusOnce = (element: HTMLElement | null): void => element?.focus();
