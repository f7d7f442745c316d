import { useEffect, useSyncExternalStore } from "react";

type Group = (text: string) => string;

const shellCommand: Group = (text) => text;
let group = shellCommand;
let isLoading = false;
const listeners = new Set<() => void>();

/** What knows the world's numbers is as large as a page: it comes after the first number is there to be seen. */
async function load(): Promise<void> {
  if (isLoading) return;
  isLoading = true;
  try {
    const { groupNumber } = await import("./group-number.ts");
    group = (text) => groupNumber(text, navigator.languages);
    for (const listener of listeners) listener();
  } catch {
    // Numbers stay as they were typed, until the next one asks again.
    isLoading = false;
  }
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Shows telephone numbers in groups, and until that is loaded as they were typed. */
export function useGrouping(isNeeded = true): Group {
  useEffect(() => {
    if (isNeeded) void load();
  }, [isNeeded]);
  return useSyncExternalStore(subscribe, () => group);
}
