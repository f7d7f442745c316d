import type { Call, Send } from "./call.ts";
import { isErrorCode } from "./errors.ts";
import type { Session } from "./session.ts";
import type { Transport } from "./transport.ts";

/**
 * Sends each call with the session's token.
 * If the server refuses the token, retries once with a renewed one and the same `Idempotency-Key`.
 */
export function withSession(session: Session, transport: Transport): Send {
  const sendAs = onePerToken(transport);
  return async (call) => {
    const tokens = await session.tokens();
    try {
      return await sendIfWanted(call, sendAs(tokens?.access ?? null));
    } catch (error) {
      if (!tokens || !isErrorCode(error, "UNAUTHENTICATED")) throw error;
      const renewed = await session.renew(tokens);
      if (!renewed) throw error;
      return sendIfWanted(call, sendAs(renewed.access));
    }
  };
}

/** Checks the signal first: a batch would also send a call that was aborted while it waited for a token. */
function sendIfWanted(call: Call, send: Send): Promise<unknown> {
  call.options?.signal?.throwIfAborted();
  return send(call);
}

/** Re-uses the transport of a token, because each transport has its own batches. */
function onePerToken(transport: Transport) {
  let newest: { access: string | null; send: Send } | null = null;
  return (access: string | null): Send => {
    if (newest?.access !== access) newest = { access, send: transport(access) };
    return newest.send;
  };
}
