import { createStore, useStore } from "../../kit/behavior/store.ts";

/** A pending request to sign in again over the page. */
export type SignInRequest = {
  accountId: string;
  email: string | undefined;
  /** `ended`: the server ended the session. `locked`: by the idle timeout or the user. */
  why: "ended" | "locked";
  /** Resolves to whether the same account has signed in again. */
  outcome: Promise<boolean>;
  settle(isBack: boolean): void;
};

const request = createStore<SignInRequest | null>(null);

/**
 * Covers the page and asks to sign in. Resolves to whether the same account did: another person may be at the screen.
 */
export function requestSignIn(who: Pick<SignInRequest, "accountId" | "email" | "why">): Promise<boolean> {
  const { promise: outcome, resolve } = Promise.withResolvers<boolean>();
  const focused = document.activeElement;
  const settle = (isBack: boolean) => {
    resolve(isBack);
    request.set(null);
    // Without a sign-in, the page stays covered until it is left.
    if (!isBack) return;
    document.body.removeAttribute("data-covered");
    if (focused instanceof HTMLElement) setTimeout(() => focused.focus());
  };
  document.body.toggleAttribute("data-covered", true);
  request.set({ ...who, outcome, settle });
  return outcome;
}

export const useSignInRequest = (): SignInRequest | null => useStore(request);

export const isSignInRequested = (): boolean => request.get() !== null;

/** Uncovers a locked page after a sign-in in another tab. */
export function settleLock(): void {
  const waiting = request.get();
  if (waiting?.why === "locked") waiting.settle(true);
}

/** Whether a session exists again, for a call that was refused without one. */
export async function hasSignedInAgain(): Promise<boolean> {
  // The refusal can arrive before the event that the session has ended.
  await new Promise((resolve) => setTimeout(resolve));
  return (await request.get()?.outcome) ?? false;
}
