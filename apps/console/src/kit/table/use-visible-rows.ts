import { useCallback, useLayoutEffect, useRef, useSyncExternalStore } from "react";

type VisibleRowsOptions = {
  scroller: { readonly current: HTMLDivElement | null };
  count: number;
  /** The height of each row. */
  pixels: number;
  /** The initial scroll position in pixels. */
  initialOffset: number;
  /** A row to render regardless of position, such as the focused one. */
  kept: number | null;
  /** For a list that keeps its visible rows in place: returns a row's current index, or null if it is gone. */
  moved: ((row: number) => number | null) | undefined;
  /** Whether the list begins at its first row. A user at the top then sees new rows. */
  isFromStart: boolean;
  isPrinting: boolean;
};

export type VisibleRows = {
  /** The first visible row. */
  first: number;
  /** The last row that may be visible: a table is at most as high as the window. */
  last: number;
  drawn: readonly number[];
  /** Scrolls to a number of pixels below the first row. */
  scrollTo(offset: number): void;
  /** Scrolls the row into view, as little as possible. */
  show(row: number): void;
};

/** Rows rendered before and after the visible ones. */
const beyond = 8;

/**
 * Which rows of a long table to render. All have the same height, so nothing is measured. Libraries that measure rows
 * add 10 kB to the first pages.
 */
export function useVisibleRows(options: VisibleRowsOptions): VisibleRows {
  const { scroller, count, pixels, initialOffset, kept, moved, isFromStart, isPrinting } = options;
  const subscribe = useCallback(
    (onChange: () => void) => {
      const element = scroller.current;
      element?.addEventListener("scroll", onChange, { passive: true });
      window.addEventListener("resize", onChange);
      return () => {
        element?.removeEventListener("scroll", onChange);
        window.removeEventListener("resize", onChange);
      };
    },
    [scroller],
  );
  const offset = () => Math.max(0, scroller.current?.scrollTop ?? initialOffset);
  // Rendered before the next frame, so that fast scrolling shows no gap.
  const top = useSyncExternalStore(subscribe, () => Math.floor(offset() / pixels));
  const perScreen = useSyncExternalStore(subscribe, () => Math.ceil(window.innerHeight / pixels));
  const initial = useRef(initialOffset);
  useLayoutEffect(() => {
    if (initial.current > 0 && scroller.current) scroller.current.scrollTop = initial.current;
  }, [scroller]);
  const wasFromStart = useRef(isFromStart);
  const isAtStart = wasFromStart.current && offset() === 0;
  const shift = moved && !isAtStart ? shiftOf(moved, { first: top, last: top + perScreen }) : 0;
  const first = Math.min(Math.max(0, top + shift), Math.max(0, count - 1));
  const before = useRef({ first, pixels });
  useLayoutEffect(() => {
    const { current } = before;
    const element = scroller.current;
    // After a change of row height, keeps the first visible row in place.
    const isHeightOther = current.pixels !== pixels;
    before.current = { first: isHeightOther ? current.first : first, pixels };
    wasFromStart.current = isFromStart;
    if (!element) return;
    if (isHeightOther) element.scrollTop = current.first * pixels;
    else if (shift !== 0) element.scrollTop += shift * pixels;
  });
  const last = Math.min(first + perScreen, count - 1);
  const scrollTo = (pixelsBelow: number) => {
    if (scroller.current) scroller.current.scrollTop = pixelsBelow;
  };
  return {
    first,
    last,
    drawn: drawnRows(
      isPrinting
        ? { first: 0, last: count - 1 }
        : { first: Math.max(0, first - beyond), last: Math.min(last + beyond, count - 1) },
      kept !== null && kept < count ? kept : null,
    ),
    scrollTo,
    show(row) {
      const element = scroller.current;
      if (!element) return;
      const start = row * pixels;
      if (start < element.scrollTop) scrollTo(start);
      const lowest = start + pixels - heightForRows(element);
      if (lowest > element.scrollTop) scrollTo(lowest);
    },
  };
}

type Range = { first: number; last: number };

/** How far the range's rows have moved, by the first one still there. */
function shiftOf(moved: (row: number) => number | null, { first, last }: Range): number {
  for (let row = first; row <= last; row += 1) {
    const now = moved(row);
    if (now !== null) return now - row;
  }
  return 0;
}

/** The rows in range, and the kept one. */
function drawnRows({ first, last }: Range, kept: number | null): readonly number[] {
  const rows = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  if (kept === null || (kept >= first && kept <= last)) return rows;
  return kept < first ? [kept, ...rows] : [...rows, kept];
}

/** The height for rows: the rest below the sticky header. */
function heightForRows(scroller: HTMLDivElement): number {
  const body = scroller.querySelector("[data-rows]");
  if (!body) return scroller.clientHeight;
  const header = body.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
  return scroller.clientHeight - header;
}
