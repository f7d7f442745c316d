import { displayKey, orNull } from "../../words/settings/display-settings.ts";

/** Settings of this device begin so, and hold only ids and choices. */
export const keptPrefix = "caretype.display.";

const isKept = (key: string) =>
  key === "mantine-color-scheme-value" || key === displayKey || key.startsWith(keptPrefix);

const stored = (): [string, string][] => orNull(() => Object.entries({ ...localStorage })) ?? [];

/** Forgets what everybody who has used this device left on it, such as input and the records opened last. */
export function forgetAllButSettings(): void {
  for (const [key] of stored()) if (!isKept(key)) localStorage.removeItem(key);
}

/**
 * The server clears the site's storage when an account signs out.
 * The colour scheme, how dates are written, and the display of lists name no patient and belong to the device, so
 * they are kept.
 */
export async function keepSettings<Result>(signOut: () => Promise<Result>): Promise<Result> {
  const kept = stored().filter(([key]) => isKept(key));
  try {
    return await signOut();
  } finally {
    for (const [key, value] of kept) localStorage.setItem(key, value);
  }
}
