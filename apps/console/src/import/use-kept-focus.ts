import { useEffect, useRef } from "react";
import { focusHeading } from "../shell/page/page-focus.tsx";

/** Whoever was at what is not shown any more goes on at the page's heading, and not at its very start. */
export function useKeptFocus(shown: string): void {
  const before = useRef(shown);
  useEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    if (document.activeElement === document.body) focusHeading();
  }, [shown]);
}
