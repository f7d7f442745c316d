import { type RefObject, useEffect, useRef } from "react";

/** On narrow screens, the list of tabs scrolls. Without this, the open one could be out of sight. */
export function useTabInSight(open: string): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const tab = open && list.current?.querySelector<HTMLElement>("[data-status=active], [data-active]");
    // Only sideways: the page stays where it is.
    if (tab)
      list.current?.scrollTo({ left: tab.offsetLeft + tab.offsetWidth / 2 - list.current.clientWidth / 2 });
  }, [open]);
  return list;
}
