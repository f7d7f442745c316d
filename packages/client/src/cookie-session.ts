import type { AppRouter } from "@caretype/api";
import type { TRPCClient } from "@trpc/client";
import { readClaims } from "./access-token.ts";
import { endSession } from "./end-session.ts";
import { isErrorCode } from "./errors.ts";
import type { Session } from "./session.ts";
import { inCookie } from "./session-place.ts";
import { type Notice, openTabs } from "./tabs.ts";
import type { Tokens } from "./token-store.ts";

/** A session in a cookie, which all tabs of the browser share. */
export type CookieSession = {
  /** Notifies the other tabs of a sign-in or sign-out here. */
  tell(is: Notice["is"], access: string): void;
  /** Notifies the other tabs that all sessions of the account have ended, up to the newest one known here. */
  tellEnding(access: string): void;
  /**
   * Continues the browser's session, or resolves to null without one.
   * Rejects if the server cannot tell.
   */
  resume(): Promise<Tokens | null>;
  /** Returns the cookie for a log-out without tokens, as long as it is not known whether the cookie is valid. */
  unasked(): Tokens | null;
};

type CookieSessionOptions = {
  session: Session;
  proceduresAs: (access: string | null) => TRPCClient<AppRouter>;
  /** The number of log-outs of this client so far. */
  logouts: () => number;
};

export function createCookieSession({ session, proceduresAs, logouts }: CookieSessionOptions): CookieSession {
  let isUnasked = true;
  let notices = 0;
  let newestHeard: Notice | null = null;
  let resuming: Promise<Tokens | null> | null = null;

  const tabs = openTabs((notice) => {
    isUnasked = false;
    notices += 1;
    if (notice.is === "signedIn") newestHeard = notice;
    // A store in memory never fails.
    void session.hear(notice);
  });

  async function resume(): Promise<Tokens | null> {
    const [logoutsBefore, noticesBefore] = [logouts(), notices];
    const found = await askCookie(proceduresAs(null));
    if (logouts() !== logoutsBefore) {
      if (found) await endSession(found, proceduresAs);
      return null;
    }
    // The notice may concern this very session. The repeated call is serialized after the other tab's call.
    if (notices !== noticesBefore) return resume();
    isUnasked = false;
    return found ? session.fill(found) : session.held();
  }

  function tell(is: Notice["is"], access: string, newest: Notice | null = null) {
    isUnasked = false;
    const { accountId, sessionId } = readClaims(access) ?? {};
    if (!accountId || sessionId === undefined) return;
    const isNewer = newest?.accountId === accountId && newest.sessionId > sessionId;
    tabs.tell(isNewer ? { ...newest, is } : { is, accountId, sessionId });
  }

  return {
    tell: (is, access) => tell(is, access),
    tellEnding: (access) => tell("signedOut", access, newestHeard),
    resume() {
      resuming ??= resume().finally(() => {
        resuming = null;
      });
      return resuming;
    },
    unasked: () => (isUnasked ? { access: "", refresh: inCookie } : null),
  };
}

async function askCookie({ account }: TRPCClient<AppRouter>): Promise<Tokens | null> {
  try {
    return await account.refresh.mutate({ refresh: inCookie });
  } catch (error) {
    if (isErrorCode(error, "INVALID_REFRESH_TOKEN")) return null;
    throw error;
  }
}
