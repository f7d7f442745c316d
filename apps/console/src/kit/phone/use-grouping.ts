import { useEffect, useSyncExternalStore } from "react";

type Group = (text: string) => string;

const shellCommand: Group = (text) => text;
let group = shellCommand;
let isLoading = false;
const listeners = new Set<() => void>();

/** The phone library is large, so it loads after the first number is shown. */
async function load(): Promise<void> {
  if (isLoading) return;
  isLoading = true;
  try {
    const { groupNumber } = await import("./group-number.ts");
    group = (text) => groupNumber(text, navigator.languages);
    for (const listener of listeners) listener();
  } catch {
    // Numbers stay unformatted until the next attempt.
    isLoading = false;
  }
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/**
 * Returns a formatter for telephone numbers.
 * Until it has loaded, it returns them unchanged.
 */
export function useGrouping(isNeeded = true): Group {
  useEffect(() => {
    if (isNeeded) void load();
  }, [isNeeded]);
  return useSyncExternalStore(subscribe, () => group);
}
