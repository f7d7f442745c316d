import type { ReactNode } from "react";
import { loadCode } from "../../kit/connection/load-code.ts";
import { handOver } from "./place.ts";
import { show } from "./screen.tsx";

type Console = { preloadPage: () => void; startConsole: () => ReactNode };

let importConsole = (): Promise<Console> => {
  throw new Error("Call setConsole first");
};
let loading: Promise<Console> | undefined;

/** Sets the console's loader, as this layer imports no page. */
export function setConsole(load: () => Promise<Console>): void {
  importConsole = load;
}

/** Loads the console's code. A failure is not cached. */
export function loadConsole(): Promise<Console> {
  loading ??= loadCode(importConsole).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** Opens the console in this document: at this page, or at `to`, which replaces it in the history. */
export async function openConsole(to?: string): Promise<void> {
  const { startConsole } = await loadConsole();
  handOver(to);
  show(startConsole());
}

/** Waits until the browser is idle after the first page. Browsers without `requestIdleCallback` wait a second. */
export function loadConsoleWhenIdle(): void {
  const load = () => void loadConsole().catch(() => undefined);
  if ("requestIdleCallback" in globalThis) requestIdleCallback(load, { timeout: 3_000 });
  else setTimeout(load, 1_000);
}
