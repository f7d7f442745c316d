import { api, caretype, plainClient, queryClient } from "../api.ts";
import { createStore } from "../shell/behavior/store.ts";
import { isSignInRequested, requestSignIn, settleLock } from "./sign-in-request.ts";

const key = "caretype.lock";

/** The time at which the page locks; null while it is in use. */
export const lockingAt = createStore<number | null>(null);

type LockState = { is: "locked" | "unlocked"; accountId: string };

/** Shares the state with all tabs. Contains only ids. */
function storeState({ is, accountId }: LockState): void {
  try {
    localStorage.setItem(key, `${is} ${accountId} ${Date.now()}`);
  } catch {
    // Without storage, each tab locks by itself.
  }
}

function parseState(text: string | null): LockState | null {
  const [is, accountId] = (text ?? "").split(" ");
  return accountId && (is === "locked" || is === "unlocked") ? { is, accountId } : null;
}

/** Whether another tab has locked the console for this account. */
export function isLockedFor(accountId: string): boolean {
  try {
    const state = parseState(localStorage.getItem(key));
    return state?.is === "locked" && state.accountId === accountId;
  } catch {
    return false;
  }
}

/** Marks the console as unlocked for the account that signed in. */
export const noteUnlocked = (accountId: string): void => storeState({ is: "unlocked", accountId });

type Locked = { accountId: string; isFirst?: boolean };

/**
 * Covers the page and ends the session on the server.
 * Resolves to whether the same account has signed in again. `isFirst`: no other tab locked it before.
 */
export async function lock({ accountId, isFirst = true }: Locked): Promise<boolean> {
  lockingAt.set(null);
  const email = queryClient.getQueryData(api.account.me.queryKey())?.email;
  const outcome = requestSignIn({ accountId, email, why: "locked" });
  if (isFirst) {
    storeState({ is: "locked", accountId });
    void endSession();
  }
  const isBack = await outcome;
  if (isBack) noteUnlocked(accountId);
  return isBack;
}

/** If the server is unreachable, the session's idle timeout ends it. */
async function endSession(): Promise<void> {
  const session = await caretype.auth.session();
  if (session) await plainClient.session.end.mutate({ id: session.sessionId }).catch(() => undefined);
}

/** Follows locks and unlocks of other tabs. */
export function followLocks(whose: () => string | null, onLocked: (accountId: string) => void): void {
  addEventListener("storage", (event) => {
    const state = event.key === key ? parseState(event.newValue) : null;
    if (!state || state.accountId !== whose()) return;
    if (state.is === "locked" && !isSignInRequested()) onLocked(state.accountId);
    if (state.is === "unlocked") void followUnlock(state.accountId);
  });
}

/** Uses the session of the other tab, which is in the cookie. */
async function followUnlock(accountId: string): Promise<void> {
  const session = await caretype.auth.resume().catch(() => null);
  if (session?.accountId === accountId) settleLock();
}
