import { orNull } from "../../words/settings/display-settings.ts";
import { createStore } from "../behavior/store.ts";
import { keptPrefix } from "../settings/kept-settings.ts";

const storageKey = `${keptPrefix}keys`;
const off = "off";

const isStoredOff = (): boolean => orNull(() => localStorage.getItem(storageKey)) === off;

/** Whether shortcuts without Ctrl work on this device. Speech input can trigger them by mistake. */
export const areKeysOn = createStore(!isStoredOff());

/** Whether the shortcut dialog is open. */
export const areKeysShown = createStore(false);

addEventListener("storage", ({ key }) => {
  if (key === storageKey || key === null) areKeysOn.set(!isStoredOff());
});

/** Stores the choice on this device. Without storage, it lasts until the page reloads. */
export function turnKeys(isOn: boolean): void {
  areKeysOn.set(isOn);
  orNull(() => (isOn ? localStorage.removeItem(storageKey) : localStorage.setItem(storageKey, off)));
}
