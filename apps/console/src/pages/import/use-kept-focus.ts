import { useEffect, useRef } from "react";
import { focusHeading } from "../../kit/focus/page-focus.tsx";

/** Focuses the page's heading if the focused element disappears. */
export function useKeptFocus(shown: string): void {
  const before = useRef(shown);
  useEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    if (document.activeElement === document.body) focusHeading();
  }, [shown]);
}
