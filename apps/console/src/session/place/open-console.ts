import { loadCode } from "../../kit/connection/load-code.ts";
import { handOver } from "./place.ts";
import { show } from "./screen.tsx";

let loading: Promise<typeof import("../../console.tsx")> | undefined;

/** Loads the console's code. A failure is not kept. */
export function loadConsole(): Promise<typeof import("../../console.tsx")> {
  loading ??= loadCode(() => import("../../console.tsx")).catch((error: unknown) => {
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

/** Waits for a quiet moment after the first page. Browsers without `requestIdleCallback` take a second. */
export function loadConsoleWhenIdle(): void {
  const load = () => void loadConsole().catch(() => undefined);
  if ("requestIdleCallback" in globalThis) requestIdleCallback(load, { timeout: 3_000 });
  else setTimeout(load, 1_000);
}
