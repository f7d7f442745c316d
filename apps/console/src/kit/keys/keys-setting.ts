import { createStore } from "../behavior/store.ts";
import { keptPrefix } from "../settings/kept-settings.ts";

const storageKey = `${keptPrefix}keys`;
const off = "off";

function isStoredOff(): boolean {
  try {
    return localStorage.getItem(storageKey) === off;
  } catch {
    // Storage is disabled.
    return false;
  }
}

/** Whether keys without Ctrl work on this device. Speech input can press them by mistake. */
export const areKeysOn = createStore(!isStoredOff());

addEventListener("storage", ({ key }) => {
  if (key === storageKey || key === null) areKeysOn.set(!isStoredOff());
});

/** Stores the choice on this device. Without storage, it holds for this page only. */
export function turnKeys(isOn: boolean): void {
  areKeysOn.set(isOn);
  try {
    if (isOn) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, off);
  } catch {
    // Storage is disabled.
  }
}
