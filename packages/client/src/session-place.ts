import type { TokenStore } from "./token-store.ts";

/** Where the session is kept: by this client, or by the browser in a cookie that no script can read. */
export type SessionPlace = "store" | "cookie";

/** What stands for the refresh token that is in the cookie. */
export const inCookie = "cookie";

/** Of a browser's page; in Node there is none of it. */
type Page = { location?: { href: string; origin: string }; isSecureContext?: boolean };

type PlaceOptions = {
  url: string | URL;
  session?: SessionPlace | undefined;
  store?: TokenStore | undefined;
  apiKey?: string | undefined;
};

/**
 * Where it is kept in fact: outside of a browser, and in a page that came without TLS, there is no such cookie.
 *
 * @throws {TypeError} for what cannot be kept in a cookie.
 */
export function placeOfSession({ url, session = "store", store, apiKey }: PlaceOptions): SessionPlace {
  if (session !== "cookie") return "store";
  if (store || apiKey !== undefined)
    throw new TypeError('With session: "cookie" there is neither a store nor an apiKey');
  // Neither Node's types nor TypeScript's own know of both kinds of places.
  const { location, isSecureContext } = globalThis as Page;
  if (!location) return "store";
  if (new URL(url, location.href).origin !== location.origin)
    throw new TypeError('With session: "cookie" the url has to be of the page\'s own origin');
  return isSecureContext ? "cookie" : "store";
}
