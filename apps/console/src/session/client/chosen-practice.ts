import { type PracticeId, practiceId } from "@caretype/client";
import { orNull } from "../../words/settings/display-settings.ts";

const key = "caretype.practice";
const storages = (): Storage[] => [sessionStorage, localStorage];

/**
 * Fixed while a page is open. Without storage, it is the account's first practice.
 * Otherwise input for one practice could be saved in another one chosen in another tab.
 */
let chosen =
  orNull(() =>
    storages()
      .map((storage) => storage.getItem(key))
      .find((id) => practiceId.is(id)),
  ) ?? null;

// Another tab's choice must not become this one's at a reload.
orNull(() => chosen && sessionStorage.setItem(key, chosen));

/** The practice of this page. Null: not chosen, or the account is in none. */
export const chosenPractice = (): PracticeId | null => chosen;

/**
 * Switches to another practice.
 * Reloads the page, so that no data of the previous one remains.
 */
export function choosePractice(id: PracticeId | null, path = "/"): void {
  storePractice(id);
  location.assign(path);
}

/** Stores the practice for the next page load. */
const storePractice = (id: PracticeId | null): void => {
  orNull(() => {
    for (const storage of storages()) id === null ? storage.removeItem(key) : storage.setItem(key, id);
  });
};

/** Sets the practice of a page that has requested nothing yet. */
export function startIn(id: PracticeId): void {
  chosen = id;
  storePractice(id);
}

/** Forgets what this tab keeps, which another account must not see. The same account returns to its practice. */
export function forgetTab({ isReturning = false } = {}): void {
  if (!isReturning) {
    chosen = null;
    storePractice(null);
  }
  orNull(() => sessionStorage.clear());
  orNull(() => chosen && sessionStorage.setItem(key, chosen));
}
