import { createStore } from "../../kit/behavior/store.ts";
import { ownEmail } from "../client/cache.ts";
import { plainClient } from "../client/client.ts";
import { lockKey, noteUnlocked, parseState, storeState } from "../client/lock-state.ts";
import { currentAccount, isLeaving, leave, openPage } from "../client/session.ts";
import { isSignInRequested, requestSignIn, settleLock } from "../client/sign-in-request.ts";
import { hasUnsavedInput } from "../client/unsaved.ts";

/** The time at which the page locks; null while it is in use. */
export const lockingAt = createStore<number | null>(null);

type Locked = { accountId: string; isFirst?: boolean };

/**
 * Covers the page and ends the session on the server.
 * Resolves to whether the same account has signed in again. `isFirst`: no other tab locked it before.
 */
async function lock({ accountId, isFirst = true }: Locked): Promise<boolean> {
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
function followLocks(whose: () => string | null, onLocked: (accountId: string) => void): void {
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
  if (session && session.accountId !== accountId) return leave("replaced");
  // Another user may have signed in there by now. The refused call then leaves the page.
  const isBack = session && (await plainClient.session.current.query().catch(() => null));
  if (isBack) settleLock();
}

/**
 * Covers the page until the same account signs in.
 * `isFirst`: no other tab locked it before.
 */
export async function lockPage(isFirst = true): Promise<void> {
  const owner = currentAccount();
  if (owner === null || isSignInRequested() || isLeaving()) return;
  if (await lock({ accountId: owner, isFirst })) return;
  leave((await plainClient.auth.isSignedIn()) && !(await isOwn(owner)) ? "replaced" : "ended");
}

const isOwn = async (owner: string) => (await plainClient.auth.session())?.accountId === owner;

followLocks(currentAccount, () => void lockPage(false));

openPage({
  isCovered: isSignInRequested,
  waitsForSignIn() {
    // The page is already covered and waits for a new session.
    if (isSignInRequested()) return true;
    const owner = currentAccount();
    if (owner === null || !hasUnsavedInput()) return false;
    void returnOrLeave(owner);
    return true;
  },
});

async function returnOrLeave(owner: string): Promise<void> {
  if (await requestSignIn({ accountId: owner, email: ownEmail(), why: "ended" })) return;
  leave((await plainClient.auth.isSignedIn()) ? "replaced" : "ended");
}

/** Leaving a covered page, such as by Back, requires a sign-in. */
export function leaveIfCovered(): void {
  if (isSignInRequested()) leave("ended");
}

// Registered before the router's listener: unsaved forms must not keep a signed-out page open.
addEventListener("beforeunload", (event) => isLeaving() && event.stopImmediatePropagation(), {
  capture: true,
});

// Hide and reload pages from the back/forward cache, as the session may have ended.
addEventListener("pagehide", ({ persisted }) => {
  if (persisted) document.body.hidden = true;
});
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) location.reload();
});
