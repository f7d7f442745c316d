import type { PatientId } from "@caretype/client";
import { orNull, parseStored } from "../../words/settings/display-settings.ts";

const keptPrefix = "caretype.unsaved.";

/** None if storage is disabled. */
const keptKeys = (): string[] =>
  (orNull(() => Object.keys({ ...localStorage })) ?? []).filter((key) => key.startsWith(keptPrefix));

/** Input is stored per account, practice and patient. Only ids. */
export type KeptOwner = { accountId: string; practiceId: string; patientId: PatientId };
/** `name`: the input's subject, such as a form. */
export type KeptPlace = KeptOwner & { name: string };

/** `endsAt`: when it expires. Null: never. */
type Kept = { value: unknown; endsAt: string | null };

const folderOf = ({ accountId, practiceId, patientId }: KeptOwner) =>
  `${keptPrefix}${accountId}.${practiceId}.${patientId}.`;
const keyOf = (place: KeptPlace) => `${folderOf(place)}${place.name}`;

/**
 * Stores input on this device until it is saved, so that it survives a closed tab, a lost connection or an expired
 * session. Signing out deletes it. Returns false if storage is disabled or full.
 */
export function keepInput(place: KeptPlace, value: unknown, endsAt: string | null = null): boolean {
  const kept: Kept = { value, endsAt };
  return orNull(() => localStorage.setItem(keyOf(place), JSON.stringify(kept))) !== null;
}

/** Null without any. Parse it: another version of the console may have stored it. */
export function readKept(place: KeptPlace): unknown {
  forgetWhere((_, kept) => isOver(kept));
  return read(keyOf(place))?.value ?? null;
}

/** Deletes input. With `value`, only if it is still the stored one: another tab may have stored newer input. */
export function forgetKept(place: KeptPlace, value?: unknown): void {
  const isMeant = ({ value: stored }: Kept) =>
    value === undefined || JSON.stringify(stored) === JSON.stringify(value);
  forgetWhere((key, kept) => key === keyOf(place) && (kept === null || isMeant(kept)));
}

/** The names of the input about a patient. */
export function keptNames(owner: KeptOwner): string[] {
  const folder = folderOf(owner);
  return keptKeys()
    .filter((key) => key.startsWith(folder) && !isOver(read(key)))
    .map((key) => key.slice(folder.length));
}

const isOver = (kept: Kept | null): boolean =>
  kept !== null && kept.endsAt !== null && !(Date.now() < Date.parse(kept.endsAt));

function forgetWhere(isMeant: (key: string, kept: Kept | null) => boolean): void {
  for (const key of keptKeys()) if (isMeant(key, read(key))) localStorage.removeItem(key);
}

/** Null if nothing is stored, or if another version stored it. */
function read(key: string): Kept | null {
  const stored = parseStored(orNull(() => localStorage.getItem(key)));
  const { value, endsAt }: { value?: unknown; endsAt?: unknown } = Object(stored);
  return value === undefined || !(endsAt === null || typeof endsAt === "string") ? null : { value, endsAt };
}
