import type { AccountId, SessionId } from "@caretype/api";
import { readClaims } from "./access-token.ts";
import type { SignedOutReason } from "./events.ts";

/** What a tab tells the others with which it shares the cookie. */
export type Notice = {
  readonly is: "signedIn" | "signedOut";
  readonly accountId: AccountId;
  readonly sessionId: SessionId;
};

/**
 * What a notice makes of the session that is held here, by its access token; null: nothing. Ids are in the order of the
 * log-ins. `doubtful`: it may have ended with the earlier one, or have begun after that; the server can say.
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

/** Those of this origin, as far as the browser has a channel to them; `hear` is called for what they tell. */
export function openTabs(hear: (notice: Notice) => void): Tabs {
  if (typeof BroadcastChannel === "undefined") return { tell: () => undefined };
  const channel = new BroadcastChannel("caretype-session");
  channel.onmessage = ({ data }: { data: unknown }) => {
    if (isNotice(data)) hear(data);
  };
  return { tell: (notice) => channel.postMessage(notice) };
}

/** Pages of another version may share the channel. */
function isNotice(data: unknown): data is Notice {
  const { is, accountId, sessionId } = Object(data);
  const isKnown = is === "signedIn" || is === "signedOut";
  return isKnown && typeof accountId === "string" && typeof sessionId === "string";
}
