import type { Send } from "./call.ts";
import { isErrorCode } from "./errors.ts";
import type { Events } from "./events.ts";

/** Emits an event for a call that requires re-authentication. */
export function withEvents(events: Events, send: Send): Send {
  return async (call) => {
    try {
      return await send(call);
    } catch (error) {
      if (isErrorCode(error, "REAUTHENTICATION_REQUIRED")) {
        events.emit("mfaRequired", { reason: "reauthentication" });
      }
      throw error;
    }
  };
}
