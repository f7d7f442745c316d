import { isErrorCode, type SignedOutReason } from "@caretype/client";
import { api, caretype, queryClient } from "../api.ts";
import { choosePractice, chosenPractice, forgetPractice } from "./chosen-practice.ts";
import { noteActivity } from "./last-activity.ts";
import { followLocks, lock, noteUnlocked } from "./lock.ts";
import { isSignInRequested, requestSignIn } from "./sign-in-request.ts";
import { isAnythingUnsaved } from "./unsaved.ts";

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** Of the sign-in page: why nobody is signed in any more. */
    signedOut?: SignedOutReason;
    /** For whom `returnTo` is: somebody else who signs in here begins at the start. */
    returnAs?: string;
    /** Of the sign-out page: somebody has asked for it, and no link has. */
    isAsked?: boolean;
  }
}

let accountId: string | null = null;
let isLeaving = false;

/** The page that somebody is led to then asks, too. */
const noIsGoodForMs = 2_000;
let saidNoAt = Number.NEGATIVE_INFINITY;

/** Whether somebody is signed in; where nobody is in this tab, the server is asked. Rejects when it could not say. */
export async function resumeSession(): Promise<boolean> {
  const wasNo = performance.now() - saidNoAt < noIsGoodForMs;
  const session = (await caretype.auth.session()) ?? (wasNo ? null : await caretype.auth.resume());
  accountId = session?.accountId ?? null;
  if (session === null && !wasNo) saidNoAt = performance.now();
  return session !== null;
}

type LeavingState = { signedOut: SignedOutReason; returnTo?: string; returnAs?: string };

/** Shows the sign-in page in a page that is loaded anew, so that nothing of a patient is left in its memory. */
export function startAnew(state: LeavingState): void {
  isLeaving = true;
  document.body.hidden = true;
  queryClient.clear();
  if (state.signedOut !== "ended") forgetPractice();
  // Not the router's own, which would show the page here.
  const { key, __TSR_key, __TSR_index } = Object(history.state);
  History.prototype.replaceState.call(history, { key, __TSR_key, __TSR_index, ...state }, "", "/sign-in");
  location.reload();
}

caretype.auth.on("signedIn", ({ accountId: id }) => {
  if (id !== (accountId ?? history.state?.returnAs)) forgetPractice();
  accountId = id;
  noteActivity();
  // The tab that is locked says so itself, once the page goes on.
  if (!isSignInRequested()) noteUnlocked(id);
});

/** Hides the page until the same account signs in over it. `isFirst`: it is not another tab that has locked it. */
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

/** Whoever is not signed in any more sees no data of who was, whatever tab it happened in. */
caretype.auth.on("signedOut", ({ reason }) => {
  // Whoever signs out goes on by themselves: the server has to hear of it first.
  if (reason === "logout") return queryClient.clear();
  // Its page is covered already, and goes on with another session.
  if (reason === "ended" && isSignInRequested()) return;
  if (reason === "ended" && accountId !== null && isAnythingUnsaved()) return void returnOrLeave(accountId);
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
  startAnew({
    signedOut: reason,
    ...(isOver && { returnTo: `${pathname}${search}${hash}`, returnAs: accountId ?? "" }),
  });
}

/** Such as by the browser's button: what is covered is not gone on from without a sign-in. */
export function leaveWhatIsCovered(): void {
  if (isSignInRequested()) leave("ended");
}

// Before the router's own listener: a form that is not saved must not keep a page open that nobody is signed in to.
addEventListener("beforeunload", (event) => isLeaving && event.stopImmediatePropagation(), { capture: true });

// What a browser keeps of a page that was left is not to be seen by who goes back to it: it is asked for anew.
addEventListener("pagehide", ({ persisted }) => {
  if (persisted) document.body.hidden = true;
});
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  isLeaving = true;
  location.reload();
});

/** Of a practice that the account is not in any more, nothing is answered: the account's first is shown instead. */
queryClient.getQueryCache().subscribe((event) => {
  if (event.type !== "updated" || event.action.type !== "error" || chosenPractice() === null) return;
  if (isErrorCode(event.action.error, "PRACTICE_NOT_FOUND")) choosePractice(null);
});
