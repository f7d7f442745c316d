import type { AccountId, SessionId } from "@caretype/api";
import { readClaims } from "./access-token.ts";
import type { SignedOutReason } from "./events.ts";

/** A message to the other tabs, which share the cookie. */
export type TabMessage = {
  readonly is: "signedIn" | "signedOut";
  readonly accountId: AccountId;
  readonly sessionId: SessionId;
};

/**
 * Returns the effect of a message on this tab's session, or null for none. Session ids are in the order of sign-ins.
 * `doubtful`: the session may have ended with the earlier one, or begun after that. Only the server can tell.
 */
export function effectOf(
  access: string,
  { is, accountId, sessionId }: TabMessage,
): SignedOutReason | "doubtful" | null {
  const held = readClaims(access);
  if (!held) return null;
  const isOurs = held.accountId === accountId;
  const isNewer = held.sessionId > sessionId;
  if (is === "signedIn") return isOurs || isNewer ? null : "replaced";
  if (!isOurs) return null;
  return isNewer ? "doubtful" : "otherTab";
}

export type TabChannel = {
  broadcast(message: TabMessage): void;
};

/**
 * Opens a channel to the other tabs of this origin. Old browsers lack channels, and others refuse them without
 * storage.
 */
function openChannel(name: string, onMessage: (data: unknown) => void) {
  try {
    const channel = new BroadcastChannel(name);
    channel.onmessage = ({ data }: { data: unknown }) => onMessage(data);
    return channel;
  } catch {
    return null;
  }
}

/** Connects to the other tabs, if channels exist. Calls `onMessage` for their messages. */
export function openTabChannel(onMessage: (message: TabMessage) => void): TabChannel {
  const channel = openChannel("caretype-session", (data) => {
    if (isTabMessage(data)) onMessage(data);
  });
  return { broadcast: (message) => channel?.postMessage(message) };
}

/** Validates a message: pages of another version may share the channel. */
function isTabMessage(data: unknown): data is TabMessage {
  const { is, accountId, sessionId } = Object(data);
  const isKnown = is === "signedIn" || is === "signedOut";
  return isKnown && typeof accountId === "string" && typeof sessionId === "string";
}

/** Globals of a browser's page, which Node lacks. */
type Page = {
  document?: unknown;
  addEventListener?: (name: "storage" | "pageshow", listener: () => void) => void;
};

/**
 * Checks the store now, because a page with only a form makes no earlier call. Checks again after changes by other
 * tabs, so that their sign-outs are noticed at once. A page from the back-forward cache has missed events. Returns a
 * function that notifies other tabs of a change here. Outside of pages, the next call checks the store.
 */
export function watchStore(session: { held(): Promise<unknown> }): () => void {
  const { document, addEventListener } = globalThis as Page;
  if (!document || !addEventListener) return () => undefined;
  // If the store fails, the next call rejects.
  const check = () => void session.held().catch(() => undefined);
  for (const name of ["storage", "pageshow"] as const) addEventListener(name, check);
  const channel = openChannel("caretype-store", check);
  check();
  return () => channel?.postMessage(null);
}
