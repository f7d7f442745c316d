import { useRouter } from "@tanstack/react-router";
import { useCallback } from "react";
import { useIsShown } from "./use-is-shown.ts";

/**
 * Returns a function that records the location.
 * It returns a check whether the reader is still there, to navigate only then.
 *
 * @example
 * const noteHere = useStillHere();
 * const isStillHere = noteHere();
 * await save();
 * if (isStillHere()) await navigate({ to: "/doctors" });
 */
export function useStillHere(): () => () => boolean {
  const { history } = useRouter();
  const isShown = useIsShown();
  return useCallback(() => {
    const { pathname } = history.location;
    return () => isShown.current && history.location.pathname === pathname;
  }, [history, isShown]);
}
