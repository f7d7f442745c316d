import { type RefObject, useEffect, useRef } from "react";

/** Scrolls the open tab into view, as the list of tabs scrolls on narrow screens. */
export function useTabInSight(open: string): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const tab = open && list.current?.querySelector<HTMLElement>("[data-status=active], [data-active]");
    // Only horizontally.
    if (tab)
      list.current?.scrollTo({ left: tab.offsetLeft + tab.offsetWidth / 2 - list.current.clientWidth / 2 });
  }, [open]);
  return list;
}
