import { displayKey, orNull } from "../../words/settings/display-settings.ts";

/** Prefix of this device's settings, which contain only ids and choices. */
export const keptPrefix = "caretype.display.";

const isKept = (key: string) =>
  key === "mantine-color-scheme-value" || key === displayKey || key.startsWith(keptPrefix);

const stored = (): [string, string][] => orNull(() => Object.entries({ ...localStorage })) ?? [];

/** Deletes what all users of this device left on it, such as drafts and recent records. */
export function forgetAllButSettings(): void {
  for (const [key] of stored()) if (!isKept(key)) localStorage.removeItem(key);
}

/**
 * The server clears the site's storage on sign-out. Color scheme, date format and list layout belong to the device
 * and name no patient, so they are kept.
 */
export async function keepSettings<Result>(signOut: () => Promise<Result>): Promise<Result> {
  const kept = stored().filter(([key]) => isKept(key));
  try {
    return await signOut();
  } finally {
    for (const [key, value] of kept) localStorage.setItem(key, value);
  }
}
