export const lockKey = "caretype.lock";

type LockState = { is: "locked" | "unlocked"; accountId: string };

/** Shares the state with all tabs. Contains only ids. */
export function storeState({ is, accountId }: LockState): void {
  try {
    localStorage.setItem(lockKey, `${is} ${accountId} ${Date.now()}`);
  } catch {
    // Without storage, each tab locks by itself.
  }
}

export function parseState(text: string | null): LockState | null {
  const [is, accountId] = (text ?? "").split(" ");
  return accountId && (is === "locked" || is === "unlocked") ? { is, accountId } : null;
}

/** Whether another tab has locked the console for this account. */
export function isLockedFor(accountId: string): boolean {
  try {
    const state = parseState(localStorage.getItem(lockKey));
    return state?.is === "locked" && state.accountId === accountId;
  } catch {
    return false;
  }
}

/** Marks the console as unlocked for the account that signed in. */
export const noteUnlocked = (accountId: string): void => storeState({ is: "unlocked", accountId });
