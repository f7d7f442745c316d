import { createStore, useStore } from "../../kit/behavior/store.ts";

export type ReauthenticationRequest = { outcome: Promise<boolean>; settle(isConfirmed: boolean): void };

const request = createStore<ReauthenticationRequest | null>(null);

/**
 * Asks for re-authentication.
 * Resolves to whether it succeeded. Concurrent calls share one dialog.
 */
export function requestReauthentication(): Promise<boolean> {
  const waiting = request.get();
  if (waiting) return waiting.outcome;
  const { promise: outcome, resolve } = Promise.withResolvers<boolean>();
  const settle = (isConfirmed: boolean) => {
    resolve(isConfirmed);
    request.set(null);
  };
  request.set({ outcome, settle });
  return outcome;
}

export const useReauthenticationRequest = (): ReauthenticationRequest | null => useStore(request);

/** Registered before the dialogs' listeners, so that Escape does not close a dialog below. */
function cancelByEscape(event: KeyboardEvent): void {
  const waiting = request.get();
  if (event.key !== "Escape" || event.isComposing || !waiting) return;
  event.stopImmediatePropagation();
  waiting.settle(false);
}
addEventListener("keydown", cancelByEscape, { capture: true });
