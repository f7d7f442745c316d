import { createStore } from "../../kit/behavior/store.ts";
import { noteFocusBeforeNavigation } from "../../kit/focus/page-focus.tsx";
import type { EntryState } from "../client/session.ts";
import { entryPathAt } from "../route/entry-paths.ts";

const tokens = new Map<string, string>();

/**
 * Moves an emailed link's token from the address into memory, so that it stays in no history. Call it before anything
 * else reads the address.
 */
function captureLinkToken({ pathname, search, hash }: Location): void {
  if (hash === "") return;
  const token = new URLSearchParams(hash.slice(1)).get("token");
  if (token) tokens.set(pathname, token);
  history.replaceState(history.state, "", `${pathname}${search}`);
}

/** The token of the link; null for a truncated link or after a reload. */
export const linkToken = (path: string): string | null => tokens.get(path) ?? null;

/** A place in the browser's history. Each visit is a new object. */
type Place = { pathname: string; href: string };

/** The console's router finds its own keys, and so leaves the rest of the state unchanged. */
const stateOf = (index: number, state: EntryState) => {
  const key = crypto.randomUUID().slice(0, 8);
  return { ...state, key, __TSR_key: key, __TSR_index: index };
};

function read(): Place {
  const { pathname, search } = location;
  if (entryPathAt(pathname)) captureLinkToken(location);
  return { pathname, href: `${pathname}${search}` };
}

const indexNow = (): number => Number(history.state?.__TSR_index ?? 0);

/** The current location, until the console opens. */
export const place = createStore<Place>(read());

if (!history.state?.key) history.replaceState(stateOf(0, entryState()), "");

/** State from the previous page. */
export function entryState(): EntryState {
  return Object(history.state);
}

export const entrySearch = (): URLSearchParams => new URLSearchParams(location.search);

/** Opens a page. `isReplacing`: replaces this one in the history. */
export function openPlace(to: string, { isReplacing = false, state = {} as EntryState } = {}): void {
  noteFocusBeforeNavigation();
  if (isReplacing) history.replaceState(stateOf(indexNow(), state), "", to);
  else history.pushState(stateOf(indexNow() + 1, state), "", to);
  place.set(read());
}

let isFollowed = true;

addEventListener("popstate", () => {
  if (isFollowed) place.set(read());
});

/** Hands the history over to the console's router. `to` replaces this page; undefined: the console opens this one. */
export function handOver(to: string | undefined): void {
  isFollowed = false;
  if (to !== undefined) history.replaceState(stateOf(indexNow(), {}), "", to);
}
