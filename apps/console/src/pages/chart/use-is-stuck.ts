import { type RefObject, useEffect, useState } from "react";

/** Whether a sticky element is at its place below the console's header, as the page is scrolled. */
export function useIsStuck(ref: RefObject<HTMLElement | null>): boolean {
  const [isStuck, setStuck] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const top = Number.parseFloat(getComputedStyle(element).top);
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry) return;
        setStuck(entry.intersectionRatio < 1 && entry.boundingClientRect.top < top + 1);
      },
      // Cuts one pixel off an element that is stuck.
      { rootMargin: `-${Math.ceil(top) + 1}px 0px 0px 0px`, threshold: [0, 0.5, 1] },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return isStuck;
}
