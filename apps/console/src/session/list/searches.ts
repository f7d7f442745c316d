import { newKey } from "../../kit/form/idempotency-keys.ts";
import { orNull, parseStored } from "../../words/settings/display-settings.ts";

const storageKey = "caretype.searches";
const most = 50;

/** An account's searches in this tab. */
type Search = { id: string; by: string; text: string };

let kept: Search[] = read();

function read(): Search[] {
  const stored = parseStored(orNull(() => sessionStorage.getItem(storageKey)));
  return Array.isArray(stored) ? stored : [];
}

/**
 * Stores a search, which can be a patient's name, until the tab is closed. Returns its id. The browser's history has
 * only the id, as it cannot be cleared on sign-out.
 */
export function keepSearch(by: string, text: string): string | undefined {
  if (text === "") return undefined;
  const id = newKey();
  kept = [...kept, { id, by, text }].slice(-most);
  orNull(() => sessionStorage.setItem(storageKey, JSON.stringify(kept)));
  return id;
}

/** Empty without one, and for another account. */
export function keptSearch(by: string, id: string | undefined): string {
  const found = kept.find((search) => Object(search).id === id && Object(search).by === by);
  return id === undefined ? "" : String(found?.text ?? "");
}
