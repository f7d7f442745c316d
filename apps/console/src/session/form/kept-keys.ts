import { orNull } from "../../words/settings/display-settings.ts";

// Apart from reading and writing, so that the page of the sign-out stays small.

export const keptPrefix = "caretype.unsaved.";

/** The keys of input that is kept on this device. None if storage is disabled. */
export const keptKeys = (): string[] =>
  (orNull(() => Object.keys({ ...localStorage })) ?? []).filter((key) => key.startsWith(keptPrefix));

/** Forgets the input of everybody who has used this device. */
export function forgetAllKept(): void {
  for (const key of keptKeys()) localStorage.removeItem(key);
}
