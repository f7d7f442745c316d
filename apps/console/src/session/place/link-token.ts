const tokens = new Map<string, string>();

/**
 * Moves a mailed link's token from the address into memory. So it stays in no history.
 * Called before anything else reads the address.
 */
export function captureLinkToken({ pathname, search, hash }: Location): void {
  if (hash === "") return;
  const token = new URLSearchParams(hash.slice(1)).get("token");
  if (token) tokens.set(pathname, token);
  history.replaceState(history.state, "", `${pathname}${search}`);
}

/** The token of the link; null for a truncated link or after a reload. */
export const linkToken = (path: string): string | null => tokens.get(path) ?? null;
