import type { AccountId, SessionId } from "@caretype/api";
import { readClaims } from "./access-token.ts";
import type { SignedOutReason } from "./events.ts";

/** A message to the other tabs, which share the cookie. */
export type Notice = {
  readonly is: "signedIn" | "signedOut";
  readonly accountId: AccountId;
  readonly sessionId: SessionId;
};

/**
 * Returns the effect of a notice on this tab's session, or null for none.
 * Session ids are in the order of log-ins. `doubtful`: the session may have ended with the earlier one, or begun after
 * that. Only the server can tell.
 */
export function effectOf(
  access: string,
  { is, accountId, sessionId }: Notice,
): SignedOutReason | "doubtful" | null {
  const held = readClaims(access);
  if (!held) return null;
  const isOurs = held.accountId === accountId;
  const isNewer = held.sessionId > sessionId;
  if (is === "signedIn") return isOurs || isNewer ? null : "replaced";
  if (!isOurs) return null;
  return isNewer ? "doubtful" : "otherTab";
}

export type Tabs = {
  tell(notice: Notice): void;
};

/**
 * Connects to the other tabs of this origin, if the browser has a channel.
 * Calls `hear` for their notices.
 */
export function openTabs(hear: (notice: Notice) => void): Tabs {
  if (typeof BroadcastChannel === "undefined") return { tell: () => undefined };
  const channel = new BroadcastChannel("caretype-session");
  channel.onmessage = ({ data }: { data: unknown }) => {
    if (isNotice(data)) hear(data);
  };
  return { tell: (notice) => channel.postMessage(notice) };
}

/** Validates a notice, because pages of another version may share the channel. */
function isNotice(data: unknown): data is Notice {
  const { is, accountId, sessionId } = Object(data);
  const isKnown = is === "signedIn" || is === "signedOut";
  return isKnown && typeof accountId === "string" && typeof sessionId === "string";
}
