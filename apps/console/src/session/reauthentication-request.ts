import { createStore, useStore } from "../shell/behavior/store.ts";

/** Somebody is asked to prove again who they are. */
export type ReauthenticationRequest = { outcome: Promise<boolean>; settle(isProven: boolean): void };

const request = createStore<ReauthenticationRequest | null>(null);

/** Resolves to whether they have. All calls that wait for it share one dialog. */
export function requestReauthentication(): Promise<boolean> {
  const waiting = request.get();
  if (waiting) return waiting.outcome;
  const { promise: outcome, resolve } = Promise.withResolvers<boolean>();
  const settle = (isProven: boolean) => {
    resolve(isProven);
    request.set(null);
  };
  request.set({ outcome, settle });
  return outcome;
}

/** What is asked for now; null while nothing is. */
export const useReauthenticationRequest = (): ReauthenticationRequest | null => useStore(request);

/** Registered before any dialog's own: one that is below would be closed in this one's place. */
function cancelByEscape(event: KeyboardEvent): void {
  const waiting = request.get();
  if (event.key !== "Escape" || event.isComposing || !waiting) return;
  event.stopImmediatePropagation();
  waiting.settle(false);
}
addEventListener("keydown", cancelByEscape, { capture: true });
