import { api, caretype, plainClient, queryClient } from "../api.ts";
import { createStore } from "../shell/behavior/store.ts";
import { isSignInRequested, requestSignIn, settleLock } from "./sign-in-request.ts";

const key = "caretype.lock";

/** When the page locks; null while it is in use. */
export const lockingAt = createStore<number | null>(null);

type Note = { is: "locked" | "unlocked"; accountId: string };

/** For all tabs: ids alone. */
function leaveNote({ is, accountId }: Note): void {
  try {
    localStorage.setItem(key, `${is} ${accountId} ${Date.now()}`);
  } catch {
    // Where storage is switched off, each tab locks by itself.
  }
}

function readNote(text: string | null): Note | null {
  const [is, accountId] = (text ?? "").split(" ");
  return accountId && (is === "locked" || is === "unlocked") ? { is, accountId } : null;
}

/** Whether another tab has locked the console for this account, and nobody has unlocked it. */
export function isLockedFor(accountId: string): boolean {
  try {
    const note = readNote(localStorage.getItem(key));
    return note?.is === "locked" && note.accountId === accountId;
  } catch {
    return false;
  }
}

/** Whoever signs in has unlocked what was locked for them, and for nobody else. */
export const noteUnlocked = (accountId: string): void => leaveNote({ is: "unlocked", accountId });

type Locked = { accountId: string; isFirst?: boolean };

/**
 * Covers the page, and ends the session on the server: the cookie opens nothing either. Resolves to whether the same
 * account has signed in again, over the page as it was. `isFirst`: no other tab has locked it before.
 */
export async function lock({ accountId, isFirst = true }: Locked): Promise<boolean> {
  lockingAt.set(null);
  const email = queryClient.getQueryData(api.account.me.queryKey())?.email;
  const outcome = requestSignIn({ accountId, email, why: "locked" });
  if (isFirst) {
    leaveNote({ is: "locked", accountId });
    void endSession();
  }
  const isBack = await outcome;
  if (isBack) noteUnlocked(accountId);
  return isBack;
}

/** Where the server cannot be told, the session ends by itself, as nobody uses it. */
async function endSession(): Promise<void> {
  const session = await caretype.auth.session();
  if (session) await plainClient.session.end.mutate({ id: session.sessionId }).catch(() => undefined);
}

/** What other tabs do to this one's lock. `accountId`: who is signed in here. */
export function followLocks(whose: () => string | null, onLocked: (accountId: string) => void): void {
  addEventListener("storage", (event) => {
    const note = event.key === key ? readNote(event.newValue) : null;
    if (!note || note.accountId !== whose()) return;
    if (note.is === "locked" && !isSignInRequested()) onLocked(note.accountId);
    if (note.is === "unlocked") void followUnlock(note.accountId);
  });
}

/** Their session is this tab's, too: it is in the cookie. */
async function followUnlock(accountId: string): Promise<void> {
  const session = await caretype.auth.resume().catch(() => null);
  if (session?.accountId === accountId) settleLock();
}
