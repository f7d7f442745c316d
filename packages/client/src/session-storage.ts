import type { TokenStore } from "./token-store.ts";

/** The session's storage: the client's store, or an HttpOnly cookie. */
export type SessionStorageKind = "store" | "cookie";

/** The placeholder for a refresh token that is in the cookie. */
export const cookiePlaceholder = "cookie";

/** Globals of a browser's page, which Node lacks. */
type Page = { location?: { href: string; origin: string }; isSecureContext?: boolean };

type StorageOptions = {
  url: string | URL;
  session?: SessionStorageKind | undefined;
  store?: TokenStore | undefined;
  apiKey?: string | undefined;
};

/**
 * Returns the actual storage. Outside of browsers, and without TLS, there is no such cookie.
 * @throws {TypeError} for options that exclude a cookie.
 */
export function resolveSessionStorage({
  url,
  session = "store",
  store,
  apiKey,
}: StorageOptions): SessionStorageKind {
  if (session === "store") return session;
  // For callers without types.
  if (session !== "cookie") throw new TypeError('session has to be "store" or "cookie"');
  if (store || apiKey !== undefined)
    throw new TypeError('session: "cookie" cannot be combined with a store or an apiKey');
  // Neither Node's types nor TypeScript's own cover both environments.
  const { location, isSecureContext } = globalThis as Page;
  if (!location) return "store";
  if (new URL(url, location.href).origin !== location.origin)
    throw new TypeError('session: "cookie" requires a url of the page\'s own origin');
  return isSecureContext ? "cookie" : "store";
}
