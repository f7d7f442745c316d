import type { Send } from "./call.ts";
import { changesCookie } from "./paths.ts";

/**
 * Makes calls that change the cookie one after the other, in all tabs: of two at once the browser would keep what was
 * answered last, so that a renewal could undo a log-in, and a refused one sign out whoever has just signed in.
 */
export function withTurn(send: Send): Send {
  return (call) => {
    // Not in older browsers, and where a page came without TLS.
    const locks = globalThis.navigator?.locks;
    if (!locks || !changesCookie(call.path)) return send(call);
    return locks.request("caretype-session", () => send(call));
  };
}
