import { useRouter } from "@tanstack/react-router";
import { useCallback } from "react";
import { useIsShown } from "./use-is-shown.ts";

/**
 * Notes where the reader is when something is sent, and tells when it is answered whether they are there still. Whoever
 * has gone on meanwhile is not taken away from where they are.
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
