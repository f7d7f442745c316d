import { useEffect, useEffectEvent } from "react";

const asked = new Set<() => boolean>();

/** Whether anything on the page would be lost with it. */
export const isAnythingUnsaved = (): boolean => [...asked].some((isUnsaved) => isUnsaved());

/** For what somebody enters: where their session ends meanwhile, they are asked to sign in over it. */
export function useUnsaved(isUnsaved: () => boolean): void {
  const ask = useEffectEvent(isUnsaved);
  useEffect(() => {
    const isOwn = () => ask();
    asked.add(isOwn);
    return () => void asked.delete(isOwn);
  }, []);
}
