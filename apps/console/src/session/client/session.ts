import type { SignedOutReason } from "@caretype/client";
import { forgetAllButSettings } from "../../kit/settings/kept-settings.ts";
import { orNull } from "../../words/settings/display-settings.ts";
import { clearCache } from "./cache.ts";
import { forgetTab } from "./chosen-practice.ts";
import { plainClient } from "./client.ts";
import { noteActivity } from "./last-activity.ts";
import { noteUnlocked } from "./lock-state.ts";

let accountId: string | null = null;
let leaving = false;

/** The account of this page. Null: not signed in, or unknown. */
export const currentAccount = (): string | null => accountId;

/** Whether another document is about to open. */
export const isLeaving = (): boolean => leaving;

/** An open page of the console, which can outlive its session. */
type OpenPage = {
  /** Whether it is covered, and asks to sign in. */
  isCovered(): boolean;
  /** Whether it waits for its account to sign in again, rather than being left. */
  waitsForSignIn(): boolean;
};

let page: OpenPage | null = null;

/** Called once by the console. */
export function openPage(opened: OpenPage): void {
  page = opened;
}

/** Redirects check again, so cache a negative result briefly. */
const negativeCacheMs = 2_000;
let negativeAt = Number.NEGATIVE_INFINITY;

/** Whether a user is signed in. Asks the server if this tab has no session. Rejects if it does not respond. */
export async function resumeSession(): Promise<boolean> {
  const isNegativeCached = performance.now() - negativeAt < negativeCacheMs;
  const session =
    (await plainClient.auth.session()) ?? (isNegativeCached ? null : await plainClient.auth.resume());
  accountId = session?.accountId ?? null;
  if (session === null && !isNegativeCached) negativeAt = performance.now();
  return session !== null;
}

/** Parameters of the sign-in page, in the browser's history. */
export type EntryState = {
  /** Why the user was signed out. */
  signedOut?: SignedOutReason;
  /** The page to open after the sign-in. */
  returnTo?: string;
  /** The account of `returnTo`; others start at the start page. */
  returnAs?: string;
};

/** Opens the sign-in page in a new document, so that no patient data stays in memory. */
export function reloadAtSignIn(state: EntryState): void {
  leaving = true;
  document.body.hidden = true;
  clearCache();
  forgetTab({ isReturning: state.signedOut === undefined || state.signedOut === "ended" });
  if (state.signedOut === "logout") forgetAllButSettings();
  // Bypass the router, which would render the page here.
  const { key, __TSR_key, __TSR_index } = Object(history.state);
  History.prototype.replaceState.call(history, { key, __TSR_key, __TSR_index, ...state }, "", "/sign-in");
  location.reload();
}

plainClient.auth.on("signedIn", ({ accountId: id }) => {
  if (id !== (accountId ?? history.state?.returnAs)) forgetTab();
  accountId = id;
  noteActivity();
  noteKnownBrowser();
  // A locked tab reports this itself.
  if (!page?.isCovered()) noteUnlocked(id);
});

/** Removes all data when the session ends, in whichever tab. */
plainClient.auth.on("signedOut", ({ reason }) => {
  // The sign-out page continues once the server has confirmed.
  if (reason === "logout") return clearCache();
  if (reason === "ended" && page?.waitsForSignIn()) return;
  leave(reason);
});

/** Opens the sign-in page, which returns here if the session is over. */
export function leave(reason: SignedOutReason): void {
  const { pathname, search, hash } = location;
  const isOver = reason === "ended" && accountId !== null;
  reloadAtSignIn({
    signedOut: reason,
    ...(isOver && { returnTo: `${pathname}${search}${hash}`, returnAs: accountId ?? "" }),
  });
}

const key = "caretype.known";

/** Whether anyone has signed in to this browser before, without saying who. False if storage is disabled. */
export const isKnownBrowser = (): boolean => orNull(() => localStorage.getItem(key)) !== null;

/** Without storage, each visit counts as the first. */
const noteKnownBrowser = () => orNull(() => localStorage.setItem(key, "yes"));
