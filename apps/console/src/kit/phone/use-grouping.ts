import { useEffect } from "react";
import { createStore, useStore } from "../behavior/store.ts";

type Group = (text: string) => string;

const grouping = createStore<Group>((text) => text);
let isLoading = false;

/** The phone library is large: load it after the first number is shown. */
async function load(): Promise<void> {
  if (isLoading) return;
  isLoading = true;
  try {
    const { groupNumber } = await import("./group-number.ts");
    grouping.set((text) => groupNumber(text, navigator.languages));
  } catch {
    // Numbers stay unformatted until the next attempt.
    isLoading = false;
  }
}

/** Returns a formatter for telephone numbers, the identity until it has loaded. */
export function useGrouping(isNeeded = true): Group {
  useEffect(() => {
    if (isNeeded) void load();
  }, [isNeeded]);
  return useStore(grouping);
}
