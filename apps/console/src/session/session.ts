import { isErrorCode, type SignedOutReason } from "@caretype/client";
import { api, caretype, queryClient } from "../api.ts";
import { choosePractice, chosenPractice, clearPractice } from "./chosen-practice.ts";
import { noteKnownBrowser } from "./known-browser.ts";
import { noteActivity } from "./last-activity.ts";
import { startInLastPractice } from "./last-opened-practice.ts";
import { followLocks, lock, noteUnlocked } from "./lock.ts";
import { isSignInRequested, requestSignIn } from "./sign-in-request.ts";
import { hasUnsavedInput } from "./unsaved.ts";

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** The reason for signing out, for the sign-in page. */
    signedOut?: SignedOutReason;
    /** The account of `returnTo`; others start at the dashboard. */
    returnAs?: string;
    /** Whether a click, not a link, opened the sign-out page. */
    isAsked?: boolean;
  }
}

let accountId: string | null = null;
let isLeaving = false;

/** Redirects check again, so cache a negative result briefly. */
const negativeCacheMs = 2_000;
let negativeAt = Number.NEGATIVE_INFINITY;

/**
 * Whether somebody is signed in.
 * Asks the server if this tab has no session. Rejects if it does not respond.
 */
export async function resumeSession(): Promise<boolean> {
  const isNegativeCached = performance.now() - negativeAt < negativeCacheMs;
  const session = (await caretype.auth.session()) ?? (isNegativeCached ? null : await caretype.auth.resume());
  accountId = session?.accountId ?? null;
  if (session === null && !isNegativeCached) negativeAt = performance.now();
  if (session !== null) await startInLastPractice();
  return session !== null;
}

type LeavingState = { signedOut: SignedOutReason; returnTo?: string; returnAs?: string };

/** Opens the sign-in page in a new document, so that no patient data stays in memory. */
export function reloadAtSignIn(state: LeavingState): void {
  isLeaving = true;
  document.body.hidden = true;
  queryClient.clear();
  if (state.signedOut !== "ended") clearPractice();
  // Bypass the router, which would render the page here.
  const { key, __TSR_key, __TSR_index } = Object(history.state);
  History.prototype.replaceState.call(history, { key, __TSR_key, __TSR_index, ...state }, "", "/sign-in");
  location.reload();
}

caretype.auth.on("signedIn", ({ accountId: id }) => {
  if (id !== (accountId ?? history.state?.returnAs)) clearPractice();
  accountId = id;
  noteActivity();
  noteKnownBrowser();
  // A locked tab reports this itself.
  if (!isSignInRequested()) noteUnlocked(id);
});

/**
 * Covers the page until the same account signs in.
 * `isFirst`: no other tab locked it before.
 */
export async function lockPage(isFirst = true): Promise<void> {
  const owner = accountId;
  if (owner === null || isSignInRequested() || isLeaving) return;
  if (await lock({ accountId: owner, isFirst })) return;
  leave((await caretype.auth.isSignedIn()) && !(await isOwn(owner)) ? "replaced" : "ended");
}

const isOwn = async (owner: string) => (await caretype.auth.session())?.accountId === owner;

followLocks(
  () => accountId,
  () => void lockPage(false),
);

/** Removes all data when the session ends, in whichever tab. */
caretype.auth.on("signedOut", ({ reason }) => {
  // The sign-out page continues once the server has confirmed.
  if (reason === "logout") return queryClient.clear();
  // The page is already covered and waits for a new session.
  if (reason === "ended" && isSignInRequested()) return;
  if (reason === "ended" && accountId !== null && hasUnsavedInput()) return void returnOrLeave(accountId);
  leave(reason);
});

async function returnOrLeave(owner: string): Promise<void> {
  const me = queryClient.getQueryData(api.account.me.queryKey());
  if (await requestSignIn({ accountId: owner, email: me?.email, why: "ended" })) return;
  leave((await caretype.auth.isSignedIn()) ? "replaced" : "ended");
}

function leave(reason: SignedOutReason): void {
  const { pathname, search, hash } = location;
  const isOver = reason === "ended" && accountId !== null;
  reloadAtSignIn({
    signedOut: reason,
    ...(isOver && { returnTo: `${pathname}${search}${hash}`, returnAs: accountId ?? "" }),
  });
}

/** Leaving a covered page, such as by Back, requires a sign-in. */
export function leaveIfCovered(): void {
  if (isSignInRequested()) leave("ended");
}

// Registered before the router's listener: unsaved forms must not keep a signed-out page open.
addEventListener("beforeunload", (event) => isLeaving && event.stopImmediatePropagation(), { capture: true });

// Hide and reload pages from the back/forward cache, as the session may have ended.
addEventListener("pagehide", ({ persisted }) => {
  if (persisted) document.body.hidden = true;
});
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  isLeaving = true;
  location.reload();
});

/** Falls back to the account's first practice if it has left the chosen one. */
queryClient.getQueryCache().subscribe((event) => {
  if (event.type !== "updated" || event.action.type !== "error" || chosenPractice() === null) return;
  if (isErrorCode(event.action.error, "PRACTICE_NOT_FOUND")) choosePractice(null);
});
