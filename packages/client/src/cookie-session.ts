import type { AppRouter } from "@caretype/api";
import type { TRPCClient } from "@trpc/client";
import { readClaims } from "./access-token.ts";
import { endSession } from "./end-session.ts";
import { isErrorCode } from "./errors.ts";
import type { Session } from "./session.ts";
import { inCookie } from "./session-place.ts";
import { type Notice, openTabs } from "./tabs.ts";
import type { Tokens } from "./token-store.ts";

/** What there is to a session that the browser keeps in a cookie, for all tabs. */
export type CookieSession = {
  /** Tells the other tabs who has signed in or out here, by the session's access token. */
  tell(is: Notice["is"], access: string): void;
  /** Tells that all of the account's sessions end that have begun until now, as far as this tab has heard of them. */
  tellEnding(access: string): void;
  /** Goes on with the session that the browser has; null where it has none. Rejects when the server could not say. */
  resume(): Promise<Tokens | null>;
  /** What is to be ended by who logs out and holds nothing: the cookie, as long as nobody could say whether it is good. */
  unasked(): Tokens | null;
};

type CookieSessionOptions = {
  session: Session;
  proceduresAs: (access: string | null) => TRPCClient<AppRouter>;
  /** How often this client has logged out. */
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
    // A store in memory fails at nothing.
    void session.hear(notice);
  });

  async function resume(): Promise<Tokens | null> {
    const [logoutsBefore, noticesBefore] = [logouts(), notices];
    const found = await askCookie(proceduresAs(null));
    if (logouts() !== logoutsBefore) {
      if (found) await endSession(found, proceduresAs);
      return null;
    }
    // It may have been of this very session. By its turn, this comes after what the other tab did.
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
