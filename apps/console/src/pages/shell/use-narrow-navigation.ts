import { useHotkeys } from "@mantine/hooks";
import { useRouterState } from "@tanstack/react-router";
import { type RefObject, useEffect, useRef, useState } from "react";

/** Matches shell.module.css. */
const wide = "(min-width: 48em)";

type NarrowNavigation = { isOpen: boolean; toggle: () => void; burger: RefObject<HTMLButtonElement | null> };

/** The overlay navigation of narrow screens. It closes when a page opens. */
export function useNarrowNavigation(): NarrowNavigation {
  const [isOpen, setOpen] = useState(false);
  const burger = useRef<HTMLButtonElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: must run when the path changes.
  useEffect(() => setOpen(false), [path]);
  useEffect(() => {
    const screen = matchMedia(wide);
    const close = () => setOpen(false);
    screen.addEventListener("change", close);
    return () => screen.removeEventListener("change", close);
  }, []);
  const closeByKey = () => {
    if (!isOpen) return;
    setOpen(false);
    burger.current?.focus();
  };
  useHotkeys([["Escape", closeByKey, { preventDefault: false }]], []);
  return { isOpen, toggle: () => setOpen(!isOpen), burger };
}
