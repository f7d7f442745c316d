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
 * After navigation, focuses the first field of a form page, otherwise the heading. Keeps the focus that a page sets
 * itself. The first page is focused only if it is a form.
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

const isStillThere = (element: Element | null) =>
  element === null || element === document.body || (element === leftFrom && element.closest("main") === null);

/** Focuses the heading within the same page. */
export function focusHeading(options?: FocusOptions): void {
  document.querySelector<HTMLElement>("main h1")?.focus(options);
}

export const Announcement = () => (
  <VisuallyHidden aria-live="polite" aria-atomic>
    {useStore(announcement)}
  </VisuallyHidden>
);
