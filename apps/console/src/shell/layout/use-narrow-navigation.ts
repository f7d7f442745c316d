import { useHotkeys } from "@mantine/hooks";
import { useRouterState } from "@tanstack/react-router";
import { type RefObject, useEffect, useRef, useState } from "react";

/** As in shell.module.css. */
const wide = "(min-width: 48em)";

type NarrowNavigation = { isOpen: boolean; toggle: () => void; burger: RefObject<HTMLButtonElement | null> };

/** The navigation of a narrow screen lies over the page until it is closed, or another page is opened. */
export function useNarrowNavigation(): NarrowNavigation {
  const [isOpen, setOpen] = useState(false);
  const burger = useRef<HTMLButtonElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: it closes with the page that it was opened over.
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
