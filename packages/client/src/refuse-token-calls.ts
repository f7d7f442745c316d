import type { Send } from "./call.ts";
import { changesCookie } from "./paths.ts";

/**
 * Refuses the calls that create or end tokens, except those of `auth`, which keeps the tokens. The types leave them out,
 * so only callers without types get here.
 */
export function refuseTokenCalls(send: Send): Send {
  return async (call) => {
    if (changesCookie(call.path))
      throw new TypeError(`Use the client's auth for ${call.path}: it keeps the tokens`);
    return send(call);
  };
}
