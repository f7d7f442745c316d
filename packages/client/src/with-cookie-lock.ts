import type { Send } from "./call.ts";
import { changesCookie } from "./paths.ts";

/**
 * Serializes calls that change the cookie, across all tabs.
 * With two at once, the browser would keep the last answer. Then a renewal could undo a sign-in, and a refused renewal
 * could sign out a user who has just signed in.
 */
export function withCookieLock(send: Send): Send {
  return (call) => {
    // Missing in older browsers, and on pages without TLS.
    const locks = globalThis.navigator?.locks;
    if (!locks || !changesCookie(call.path)) return send(call);
    return locks.request("caretype-session", () => send(call));
  };
}
