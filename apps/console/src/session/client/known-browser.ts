const key = "caretype.known";

/** Whether somebody has signed in to this browser before. Says nothing about who. False if storage is disabled. */
export function isKnownBrowser(): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

export function noteKnownBrowser(): void {
  try {
    localStorage.setItem(key, "yes");
  } catch {
    // Without storage, each visit is like the first.
  }
}
