import type { AppRouter } from "@caretype/api";
import type { TRPCClient } from "@trpc/client";
import { readClaims } from "./access-token.ts";
import { endSession } from "./end-session.ts";
import { isErrorCode } from "./errors.ts";
import type { Session } from "./session.ts";
import { cookiePlaceholder } from "./session-storage.ts";
import { openTabChannel, type TabMessage } from "./tab-channel.ts";
import type { Tokens } from "./token-store.ts";

/** A session in a cookie that all tabs of the browser share. */
export type CookieSession = {
  /** Notifies the other tabs of a sign-in or sign-out here. */
  broadcast(is: TabMessage["is"], access: string): void;
  /** Notifies the other tabs that all sessions of the account have ended, up to the newest one known here. */
  broadcastEnd(access: string): void;
  /** Continues the browser's session, or resolves to null without one. Rejects if the server cannot be asked. */
  resume(): Promise<Tokens | null>;
  /** Returns the cookie for a sign-out without tokens, as long as its validity is unknown. */
  uncheckedCookie(): Tokens | null;
};

type CookieSessionOptions = {
  session: Session;
  proceduresAs: (access: string | null) => TRPCClient<AppRouter>;
  logouts: () => number;
};

export function createCookieSession({ session, proceduresAs, logouts }: CookieSessionOptions): CookieSession {
  let isUnchecked = true;
  let messages = 0;
  let newestSignIn: TabMessage | null = null;
  let resuming: Promise<Tokens | null> | null = null;

  const channel = openTabChannel((message) => {
    isUnchecked = false;
    messages += 1;
    if (message.is === "signedIn") newestSignIn = message;
    // A memory store never fails.
    void session.receive(message);
  });

  async function resume(): Promise<Tokens | null> {
    const [logoutsBefore, messagesBefore] = [logouts(), messages];
    const found = await resumeFromCookie(proceduresAs(null));
    if (logouts() !== logoutsBefore) {
      if (found) await endSession(found, proceduresAs);
      return null;
    }
    // The message may concern this session. The repeated call is serialized after the other tab's call.
    if (messages !== messagesBefore) return resume();
    isUnchecked = false;
    return found ? session.fill(found) : session.held();
  }

  function broadcast(is: TabMessage["is"], access: string, newest: TabMessage | null = null) {
    isUnchecked = false;
    const { accountId, sessionId } = readClaims(access) ?? {};
    if (!accountId || sessionId === undefined) return;
    const isNewer = newest?.accountId === accountId && newest.sessionId > sessionId;
    channel.broadcast(isNewer ? { ...newest, is } : { is, accountId, sessionId });
  }

  return {
    broadcast: (is, access) => broadcast(is, access),
    broadcastEnd: (access) => broadcast("signedOut", access, newestSignIn),
    resume() {
      resuming ??= resume().finally(() => {
        resuming = null;
      });
      return resuming;
    },
    uncheckedCookie: () => (isUnchecked ? { access: "", refresh: cookiePlaceholder } : null),
  };
}

async function resumeFromCookie({ account }: TRPCClient<AppRouter>): Promise<Tokens | null> {
  try {
    return await account.refresh.mutate({ refresh: cookiePlaceholder });
  } catch (error) {
    if (isErrorCode(error, "INVALID_REFRESH_TOKEN")) return null;
    throw error;
  }
}
