/** What the session needs of the console's cache. The entry pages have none. */
type Cache = { clear(): void; ownEmail(): string | undefined };

let cache: Cache = { clear: () => undefined, ownEmail: () => undefined };

/** Called once by the module that makes the cache. */
export function connectCache(made: Cache): void {
  cache = made;
}

export const clearCache = (): void => cache.clear();

/** The address of the signed-in account. Undefined if it was not loaded. */
export const ownEmail = (): string | undefined => cache.ownEmail();
