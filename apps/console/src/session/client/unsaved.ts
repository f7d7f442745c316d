import { useEffect, useEffectEvent } from "react";

const asked = new Set<() => boolean>();

export const hasUnsavedInput = (): boolean => [...asked].some((isUnsaved) => isUnsaved());

/**
 * Registers unsaved input.
 * If the session ends, the user is asked to sign in over the page.
 */
export function useUnsaved(isUnsaved: () => boolean): void {
  const ask = useEffectEvent(isUnsaved);
  useEffect(() => {
    const isOwn = () => ask();
    asked.add(isOwn);
    return () => void asked.delete(isOwn);
  }, []);
}
