/** The session's view of the console's cache. Entry pages have none. */
type Cache = { clear(): void; ownEmail(): string | undefined };

let cache: Cache = { clear: () => undefined, ownEmail: () => undefined };

/** Called once by the module that creates the cache. */
export function connectCache(created: Cache): void {
  cache = created;
}

export const clearCache = (): void => cache.clear();

/** The address of the signed-in account. Undefined if not loaded. */
export const ownEmail = (): string | undefined => cache.ownEmail();
