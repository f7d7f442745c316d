import { type PracticeId, practiceId } from "@caretype/client";
import { orNull } from "../../words/settings/display-settings.ts";

const key = "caretype.practice";
const storages = (): Storage[] => [sessionStorage, localStorage];

/**
 * Fixed while a page is open: otherwise input for one practice could be saved in another, chosen in another tab.
 * Without storage, it is the account's first practice.
 */
let chosen =
  orNull(() =>
    storages()
      .map((storage) => storage.getItem(key))
      .find((id) => practiceId.is(id)),
  ) ?? null;

// Another tab's choice must not become this one's on reload.
orNull(() => chosen && sessionStorage.setItem(key, chosen));

/** The practice of this page. Null: not chosen, or the account has none. */
export const chosenPractice = (): PracticeId | null => chosen;

/** Switches to another practice. Reloads the page, so that no data of the previous one remains. */
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

/** Sets the practice of a page that has sent no request yet. */
export function startIn(id: PracticeId): void {
  chosen = id;
  storePractice(id);
}

/** Deletes what this tab stores, which another account must not see. The same account returns to its practice. */
export function forgetTab({ isReturning = false } = {}): void {
  if (!isReturning) {
    chosen = null;
    storePractice(null);
  }
  orNull(() => sessionStorage.clear());
  orNull(() => chosen && sessionStorage.setItem(key, chosen));
}
