/** Mantine's key. */
const key = "mantine-color-scheme-value";

/**
 * Signing out clears the site's storage.
 * The colour scheme belongs to the device, so it is kept.
 */
export async function keepColorScheme<Result>(signOut: () => Promise<Result>): Promise<Result> {
  const chosen = read();
  try {
    return await signOut();
  } finally {
    if (chosen !== null) localStorage.setItem(key, chosen);
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
