import type { Page } from "playwright-core";

/**
 * Forms that Ctrl+Enter does not submit, or submits although their button is disabled or pending. The page does not
 * notice.
 */
export const formsWithoutKeys = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    let count = 0;
    const take = (event: Event) => {
      count++;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const isSubmitted = (form: HTMLFormElement) => {
      count = 0;
      form.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true }));
      return count === 1;
    };
    addEventListener("submit", take, { capture: true });
    const wrong = [...document.forms]
      .filter(
        (form) =>
          isSubmitted(form) ===
          Boolean(form.querySelector("[type=submit]:is(:disabled, [aria-disabled=true])")),
      )
      .map(({ innerHTML }) => innerHTML.slice(0, 160));
    removeEventListener("submit", take, { capture: true });
    return wrong;
  });
