import { orNull } from "../../words/settings/display-settings.ts";

export const lockKey = "caretype.lock";

type LockState = { is: "locked" | "unlocked"; accountId: string };

/** Shares the state with all tabs. Contains only ids. Without storage, each tab locks by itself. */
export const storeState = ({ is, accountId }: LockState): unknown =>
  orNull(() => localStorage.setItem(lockKey, `${is} ${accountId} ${Date.now()}`));

export function parseState(text: string | null): LockState | null {
  const [is, accountId] = (text ?? "").split(" ");
  return accountId && (is === "locked" || is === "unlocked") ? { is, accountId } : null;
}

export function isLockedFor(accountId: string): boolean {
  const state = parseState(orNull(() => localStorage.getItem(lockKey)));
  return state?.is === "locked" && state.accountId === accountId;
}

/** Marks the console as unlocked for the account that signed in. */
export const noteUnlocked = (accountId: string): unknown => storeState({ is: "unlocked", accountId });
