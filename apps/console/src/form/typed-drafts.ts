import type { LostKeys } from "./idempotency-keys.ts";

/** Others who use this device, and other practices and patients, have drafts of their own. Only ids. */
export type DraftOwner = { form: string; accountId: string; practiceId: string; patientId: string };

/** What was typed, as its form stores it, when it was begun, and the keys of calls without a response. */
export type TypedDraft = { begunAt: string; values: unknown; lost: LostKeys };

const prefix = "caretype.draft.";
/** Shorter than the server remembers keys. */
const longestMs = 12 * 60 * 60 * 1_000;

const keyOf = ({ form, accountId, practiceId, patientId }: DraftOwner) =>
  `${prefix}${form}.${accountId}.${practiceId}.${patientId}`;

/** What the account typed into a form on this device and has not saved. Null if there is none of the last hours. */
export function readTypedDraft(owner: DraftOwner): TypedDraft | null {
  try {
    removeDrafts(isOver);
    return parseTypedDraft(localStorage.getItem(keyOf(owner)));
  } catch {
    // Storage is disabled.
    return null;
  }
}

/** Stores it until it is saved, or for some hours. False if storage is disabled or full. */
export function storeTypedDraft(owner: DraftOwner, draft: TypedDraft): boolean {
  try {
    localStorage.setItem(keyOf(owner), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function removeTypedDraft(owner: DraftOwner): void {
  removeDrafts((_, key) => key === keyOf(owner));
}

/** Forgets what everybody has typed on this device. */
export const forgetTypedDrafts = (): void => removeDrafts(() => true);

function removeDrafts(isMeant: (draft: TypedDraft | null, key: string) => boolean): void {
  try {
    for (const [key, text] of Object.entries({ ...localStorage }))
      if (key.startsWith(prefix) && isMeant(parseTypedDraft(text), key)) localStorage.removeItem(key);
  } catch {
    // Storage is disabled.
  }
}

const isOver = (draft: TypedDraft | null): boolean =>
  draft === null || !(Date.now() - Date.parse(draft.begunAt) < longestMs);

/** Ignores what another version has stored. */
export function parseTypedDraft(text: string | null): TypedDraft | null {
  let stored: unknown = null;
  try {
    stored = JSON.parse(text ?? "null");
  } catch {
    // Not ours.
  }
  const { begunAt, values, lost }: { begunAt?: unknown; values?: unknown; lost?: unknown } = Object(stored);
  if (typeof begunAt !== "string" || values === undefined) return null;
  const keys = Object.entries(Object(lost)).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return { begunAt, values, lost: Object.fromEntries(keys) };
}
