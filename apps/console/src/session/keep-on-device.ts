/** What belongs to the device rather than to the account. Contains only ids and choices. */
const keys = [
  // Mantine's own.
  "mantine-color-scheme-value",
  "caretype.first-steps-hidden",
] as const;

/** Signing out clears the site's storage. Keeps what belongs to the device. */
export async function keepOnDevice<Result>(signOut: () => Promise<Result>): Promise<Result> {
  const kept = keys.map((key) => [key, read(key)] as const);
  try {
    return await signOut();
  } finally {
    for (const [key, value] of kept) if (value !== null) localStorage.setItem(key, value);
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
