import { VisuallyHidden } from "@mantine/core";
import { type RefObject, useEffect, useRef } from "react";
import { texts as shellTexts } from "../../words/shell/texts.en.ts";
import { createStore, useStore } from "../behavior/store.ts";

const announcement = createStore("");
let isFirst = true;
/** The element focused when navigation started, such as a link. */
let leftFrom: Element | null = null;

export function noteFocusBeforeNavigation(): void {
  leftFrom = document.activeElement;
}

/**
 * Focuses the first field of a page that is a form, and otherwise the heading after navigation.
 * Keeps the focus if the page has focused something else, and without a form on the first page, like any document.
 */
export function useHeadingFocus(title: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isStillThere(document.activeElement)) return;
    const field = document.querySelector<HTMLElement>("main form [data-autofocus]");
    if (field) field.focus({ preventScroll: true });
    else if (!isFirst) heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = shellTexts.tabTitle(title);
    // Screen readers already read the focused element.
    announcement.set(isFirst || document.activeElement === heading.current ? "" : title);
    isFirst = false;
  }, [title]);
  return heading;
}

/** Whether the focus is still where it was when navigation started. */
const isStillThere = (element: Element | null) =>
  element === null || element === document.body || (element === leftFrom && element.closest("main") === null);

/** Focuses the heading when the page does not change. */
export function focusHeading(options?: FocusOptions): void {
  document.querySelector<HTMLElement>("main h1")?.focus(options);
}

export const Announcement = () => (
  <VisuallyHidden aria-live="polite" aria-atomic>
    {useStore(announcement)}
  </VisuallyHidden>
);
