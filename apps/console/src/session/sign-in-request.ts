import { createStore, useStore } from "../shell/behavior/store.ts";

/** Somebody whose session has ended amid something is asked to sign in again. */
export type SignInRequest = {
  accountId: string;
  /** Undefined where it is not known. */
  email: string | undefined;
  /** `ended`: by the server, amid something. `locked`: nobody has used the page for too long, or somebody has locked it. */
  why: "ended" | "locked";
  /** Whether the same account is signed in again. */
  outcome: Promise<boolean>;
  settle(isBack: boolean): void;
};

const request = createStore<SignInRequest | null>(null);

/** Resolves to whether they have. The page is covered until then, for whoever stands there may be somebody else. */
export function requestSignIn(who: Pick<SignInRequest, "accountId" | "email" | "why">): Promise<boolean> {
  const { promise: outcome, resolve } = Promise.withResolvers<boolean>();
  const focused = document.activeElement;
  const settle = (isBack: boolean) => {
    resolve(isBack);
    request.set(null);
    // Whoever is not goes to another page, and this one is not seen again.
    if (!isBack) return;
    document.body.removeAttribute("data-covered");
    if (focused instanceof HTMLElement) setTimeout(() => focused.focus());
  };
  document.body.toggleAttribute("data-covered", true);
  request.set({ ...who, outcome, settle });
  return outcome;
}

/** What is asked for now; null while nothing is. */
export const useSignInRequest = (): SignInRequest | null => useStore(request);

export const isSignInRequested = (): boolean => request.get() !== null;

/** Uncovers a page that was locked, for who has signed in again in another tab. */
export function settleLock(): void {
  const waiting = request.get();
  if (waiting?.why === "locked") waiting.settle(true);
}

/** Of a call that was refused for want of a session: whether there is one again by now. */
export async function hasSignedInAgain(): Promise<boolean> {
  // The refusal and the news that the session has ended come in no certain order.
  await new Promise((resolve) => setTimeout(resolve));
  return (await request.get()?.outcome) ?? false;
}
