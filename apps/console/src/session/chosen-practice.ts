import { type PracticeId, practiceId } from "@caretype/client";

const key = "caretype.practice";
const places = (): Storage[] => [sessionStorage, localStorage];

/** Null where storage is switched off: the account's first practice it is, then. */
function inStorage<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/**
 * It stays the same for as long as a page is open: what somebody has entered for one practice must not end in another one
 * that was chosen meanwhile in another tab.
 */
let chosen =
  inStorage(() =>
    places()
      .map((place) => place.getItem(key))
      .find((id) => practiceId.is(id)),
  ) ?? null;

/** Which of the account's practices this page works in: an id, nothing of a patient. Null: the account's first. */
export const chosenPractice = (): PracticeId | null => chosen;

/** Goes on in another practice, in a page that is loaded anew: nothing of the one before stays in it. */
export function choosePractice(id: PracticeId | null, path = "/"): void {
  keepPractice(id);
  location.assign(path);
}

/** For the next page that is loaded. */
const keepPractice = (id: PracticeId | null): void => {
  inStorage(() => {
    for (const place of places()) id === null ? place.removeItem(key) : place.setItem(key, id);
  });
};

/** Of one account, another knows nothing. */
export function forgetPractice(): void {
  chosen = null;
  keepPractice(null);
}
