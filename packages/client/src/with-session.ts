import { throwIfAborted } from "./abort.ts";
import { accountIn } from "./access-token.ts";
import type { Call, Send } from "./call.ts";
import { Aborted, isErrorCode } from "./errors.ts";
import { changesCookie } from "./paths.ts";
import type { Session } from "./session.ts";
import type { Tokens } from "./token-store.ts";
import type { Transport } from "./transport.ts";
import { ofFirstPage } from "./walk.ts";

const otherAccount = "Another account has signed in";

/**
 * Sends each call with the session's token.
 * If the server refuses the token, retries once with a renewed one and the same `Idempotency-Key`.
 */
export function withSession(session: Session, transport: Transport): Send {
  const sendAs = onePerToken(transport);
  return async (call) => {
    // Another account may sign in while a store or a renewal is pending.
    const caller = session.account();
    // Some stores do not know the tokens' account. Then the session does.
    const sendWith = ({ access }: Tokens) => {
      const account = accountIn(access) ?? session.account();
      if (account !== null && ofFirstPage(call, "account", caller ?? account) !== account)
        throw new Aborted(otherAccount);
      return sendIfWanted(call, sendAs(access));
    };
    const tokens = await session.tokens();
    if (!tokens) return sendIfWanted(call, sendAs(null));
    try {
      return await sendWith(tokens);
    } catch (error) {
      const renewed = isErrorCode(error, "UNAUTHENTICATED") && (await session.renew(tokens));
      if (!renewed) throw error;
      return sendWith(renewed);
    }
  };
}

/** Checks the signal first: a batch would also send a call that was aborted while it waited for a token. */
function sendIfWanted(call: Call, send: Send): Promise<unknown> {
  throwIfAborted(call.options?.signal);
  return send(call);
}

/** Reuses a token's transport, because each transport has its own batches. */
function onePerToken(transport: Transport) {
  let newest: { access: string | null; send: Send } | null = null;
  return (access: string | null): Send => {
    // An untyped store may return undefined.
    if (!newest || newest.access !== access) newest = { access, send: transport(access) };
    return newest.send;
  };
}

/**
 * Rejects calls that create or end tokens, except those of `auth`, which keeps the tokens. Only callers without types
 * get here.
 */
export function refuseTokenCalls(send: Send): Send {
  return async (call) => {
    if (changesCookie(call.path))
      throw new TypeError(`Use the client's auth for ${call.path}: it keeps the tokens`);
    return send(call);
  };
}

/**
 * Serializes calls that change the cookie, across all tabs. The browser keeps the last of two concurrent answers. So
 * a renewal could undo a sign-in, and a refused renewal could end a new session.
 */
export function withCookieLock(send: Send): Send {
  return (call) => {
    // Missing in older browsers, and on pages without TLS.
    const locks = globalThis.navigator?.locks;
    if (!locks || !changesCookie(call.path)) return send(call);
    return locks.request("caretype-session", () => send(call));
  };
}
