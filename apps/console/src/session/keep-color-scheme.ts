/** As Mantine names it. */
const key = "mantine-color-scheme-value";

/** With a sign-out the browser drops all that it keeps for the console; light or dark is the device's, and no person's. */
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
