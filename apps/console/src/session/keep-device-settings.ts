import { displayKey } from "../shell/text/display-settings.ts";

/** The colour scheme, under Mantine's key, and how dates are written. */
const keys = ["mantine-color-scheme-value", displayKey];

/**
 * Signing out clears the site's storage.
 * These settings belong to the device, so they are kept.
 */
export async function keepDeviceSettings<Result>(signOut: () => Promise<Result>): Promise<Result> {
  const chosen = keys.map((key) => [key, read(key)] as const);
  try {
    return await signOut();
  } finally {
    for (const [key, value] of chosen) if (value !== null) localStorage.setItem(key, value);
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
