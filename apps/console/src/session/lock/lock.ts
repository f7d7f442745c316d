import { createStore } from "../../kit/behavior/store.ts";
import { ownEmail } from "../client/cache.ts";
import { plainClient } from "../client/client.ts";
import { lockKey, noteUnlocked, parseState, storeState } from "../client/lock-state.ts";
import { isSignInRequested, requestSignIn, settleLock } from "../client/sign-in-request.ts";

/** The time at which the page locks; null while it is in use. */
export const lockingAt = createStore<number | null>(null);

type Locked = { accountId: string; isFirst?: boolean };

/**
 * Covers the page and ends the session on the server.
 * Resolves to whether the same account has signed in again. `isFirst`: no other tab locked it before.
 */
export async function lock({ accountId, isFirst = true }: Locked): Promise<boolean> {
  lockingAt.set(null);
  const email = ownEmail();
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
  const session = await plainClient.auth.session();
  if (session) await plainClient.session.end.mutate({ id: session.sessionId }).catch(() => undefined);
}

/** Follows locks and unlocks of other tabs. */
export function followLocks(whose: () => string | null, onLocked: (accountId: string) => void): void {
  addEventListener("storage", (event) => {
    const state = event.key === lockKey ? parseState(event.newValue) : null;
    if (!state || state.accountId !== whose()) return;
    if (state.is === "locked" && !isSignInRequested()) onLocked(state.accountId);
    if (state.is === "unlocked") void followUnlock(state.accountId);
  });
}

/** Uses the session of the other tab, which is in the cookie. */
async function followUnlock(accountId: string): Promise<void> {
  const session = await plainClient.auth.resume().catch(() => null);
  if (session?.accountId === accountId) settleLock();
}
