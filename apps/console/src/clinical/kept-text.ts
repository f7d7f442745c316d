import type { PatientId } from "@caretype/client";

/** What the text belongs to. Other accounts, practices and patients have texts of their own. */
export type KeptPlace = { accountId: string; practiceId: string; patientId: PatientId; name: string };

const prefix = "caretype.unsaved.";

const folderOf = ({ accountId, practiceId, patientId }: Omit<KeptPlace, "name">) =>
  `${prefix}${accountId}.${practiceId}.${patientId}.`;
const keyOf = (place: KeptPlace) => `${folderOf(place)}${place.name}`;

/**
 * Keeps input on this device until the server has it, so that a closed tab does not lose it.
 * Returns false if storage is disabled or full.
 */
export function keepText(place: KeptPlace, value: unknown): boolean {
  try {
    localStorage.setItem(keyOf(place), JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** Null without one. Parse it: another version of the console may have stored it. */
export function readKept(place: KeptPlace): unknown {
  try {
    return JSON.parse(localStorage.getItem(keyOf(place)) ?? "null");
  } catch {
    return null;
  }
}

/** Forgets a text. With `value`, only if it is the one that is stored: another tab may have stored a later one. */
export function forgetKept(place: KeptPlace, value?: unknown): void {
  try {
    const key = keyOf(place);
    const isOther = value !== undefined && localStorage.getItem(key) !== JSON.stringify(value);
    if (!isOther) localStorage.removeItem(key);
  } catch {
    // Storage is disabled.
  }
}

/** The names of the texts about a patient. */
export function keptNames(owner: Omit<KeptPlace, "name">): string[] {
  const folder = folderOf(owner);
  return storedKeys()
    .filter((key) => key.startsWith(folder))
    .map((key) => key.slice(folder.length));
}

/** Forgets the texts of everybody who has used this device. */
export function forgetAllKept(): void {
  for (const key of storedKeys()) if (key.startsWith(prefix)) localStorage.removeItem(key);
}

function storedKeys(): string[] {
  try {
    return Object.keys({ ...localStorage });
  } catch {
    return [];
  }
}
