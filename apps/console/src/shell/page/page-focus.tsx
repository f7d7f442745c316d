import { VisuallyHidden } from "@mantine/core";
import { type RefObject, useEffect, useRef } from "react";
import { createStore, useStore } from "../behavior/store.ts";

const announcement = createStore("");
let isFirst = true;
/** What had the focus when somebody set out for another page, such as the link to it. */
let leftFrom: Element | null = null;

export function noteFocusBeforeNavigation(): void {
  leftFrom = document.activeElement;
}

/**
 * Who comes to a page from another one is at its heading, by the keyboard and by a screen reader, unless the page has put
 * them elsewhere. At the first page they are at its start, as with any document.
 */
export function useHeadingFocus(title: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isFirst && isStillThere(document.activeElement)) heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = `${title} · Caretype`;
    // What has the focus is read out anyway.
    announcement.set(isFirst || document.activeElement === heading.current ? "" : title);
    isFirst = false;
  }, [title]);
  return heading;
}

/** Not who has gone on to something else while the page was on its way, nor whom the page has put somewhere. */
const isStillThere = (element: Element | null) =>
  element === null || element === document.body || (element === leftFrom && element.closest("main") === null);

/** For who has gone to a page that they were at already: it does not come anew, and neither does its heading. */
export function focusHeading(options?: FocusOptions): void {
  document.querySelector<HTMLElement>("main h1")?.focus(options);
}

/** Tells screen readers where one is now. */
export function Announcement() {
  return (
    <VisuallyHidden aria-live="polite" aria-atomic>
      {useStore(announcement)}
    </VisuallyHidden>
  );
}
