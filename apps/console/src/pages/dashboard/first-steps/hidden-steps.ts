import { createStore } from "../../../kit/behavior/store.ts";
import { keptPrefix } from "../../../kit/settings/kept-settings.ts";

const key = `${keptPrefix}first-steps-hidden`;
const most = 20;

function read(): string[] {
  try {
    return (localStorage.getItem(key) ?? "").split(" ").filter(Boolean);
  } catch {
    return [];
  }
}

/** Ids of the practices whose first steps were hidden on this device. */
export const hiddenSteps = createStore<readonly string[]>(read());

export function hideSteps(practiceId: string): void {
  const hidden = [practiceId, ...read().filter((id) => id !== practiceId)].slice(0, most);
  hiddenSteps.set(hidden);
  try {
    localStorage.setItem(key, hidden.join(" "));
  } catch {
    // Without storage, until the page is reloaded.
  }
}
