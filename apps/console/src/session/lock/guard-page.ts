import { ownEmail } from "../client/cache.ts";
import { plainClient } from "../client/client.ts";
import { currentAccount, isLeaving, leave, openPage } from "../client/session.ts";
import { isSignInRequested, requestSignIn } from "../client/sign-in-request.ts";
import { hasUnsavedInput } from "../client/unsaved.ts";
import { followLocks, lock } from "./lock.ts";

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
