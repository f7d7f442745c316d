import { useRouter } from "@tanstack/react-router";
import { type RefObject, useEffect, useRef } from "react";

/** Whether the component is still mounted, for asynchronous results. */
export function useIsShown(): RefObject<boolean> {
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  return isShown;
}

/**
 * Returns a function that records the location, and returns a check that the user is still there. Navigate only then.
 * @example
 * const noteHere = useStillHere();
 * const isStillHere = noteHere();
 * await save();
 * if (isStillHere()) await navigate({ to: "/doctors" });
 */
export function useStillHere(): () => () => boolean {
  const { history } = useRouter();
  const isShown = useIsShown();
  return () => {
    const { pathname } = history.location;
    return () => isShown.current && history.location.pathname === pathname;
  };
}
