import type { Locator, Page } from "playwright-core";
import { expect } from "../expect.ts";
import { eventually } from "../open.ts";

declare global {
  interface Window {
    /** The last focused element, and its look then. */
    lastFocus?: { element: Element; look: string };
  }
}

/** More than any page has tab stops. */
const maxTabs = 80;

/**
 * Returns a fault of the focus: lost to the page's body, or not visible. Null if there is none. Visible means that
 * the element looks different without focus.
 */
const focusFault = (page: Page, key: string) =>
  page.evaluate((pressed) => {
    const lookOf = (element: Element) => {
      // A hidden input's focus shows beside it.
      const around = [element, element.matches("input") ? element.nextElementSibling : null];
      // The outline of a row's link is drawn around the row.
      for (let at = element.parentElement; at && around.length < 5; at = at.parentElement) around.push(at);
      return JSON.stringify(
        around.map((each) => {
          if (!each) return null;
          const { outline, boxShadow, borderColor, backgroundColor } = getComputedStyle(each);
          return { outline, boxShadow, borderColor, backgroundColor };
        }),
      );
    };
    const now = document.activeElement ?? document.body;
    const before = window.lastFocus;
    const faults: string[] = [];
    // Tab leaves the page at its end, and enters again at its start.
    if (now === document.body && pressed !== "Tab")
      faults.push(`the focus is lost, after ${before?.element.outerHTML.slice(0, 200)}`);
    // Headings and the page itself are focused for screen readers only.
    const isControl = before?.element.matches("a, button, input, select, textarea, [tabindex='0']");
    if (before && before.element !== now && before.element.isConnected && isControl)
      if (lookOf(before.element) === before.look)
        faults.push(`its focus is not visible: ${before.element.outerHTML.slice(0, 200)}`);
    // A retry after a fault must find it again.
    if (now !== document.body && faults.length === 0) window.lastFocus = { element: now, look: lookOf(now) };
    return faults.length === 0 ? null : faults.join("; ");
  }, key);

/** Presses a key, and expects a visible focus. */
export async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await eventually(async () => expect(await focusFault(page, key), key).toBe(null));
}

export const hasFocus = (target: Locator) => target.evaluate((node) => node === document.activeElement);

/** Presses Tab until the element has the focus. */
export async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await target.waitFor();
  for (let tabs = 0; tabs < maxTabs; tabs += 1) {
    if (await hasFocus(target)) return;
    await press(page, key);
  }
  throw new Error(`${maxTabs} presses of ${key} do not lead to ${target}`);
}
