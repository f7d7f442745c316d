import type { Page } from "playwright-core";

declare const axe: {
  setup(node: Element): void;
  teardown(): void;
  commons: { text: { accessibleText(element: Element): string } };
};

/**
 * Controls without a name, and different ones with the same name in one landmark. Needs axe in the page. Screen
 * readers list links and buttons by name, without their rows.
 */
export const ambiguousNames = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const landmark =
      "main, nav, header, footer, section[aria-label], section[aria-labelledby], [role=region], [role=dialog], [role=alert], [role=status]";
    const controls =
      "a[href], button, input:not([type=hidden]), select, textarea, [role=option], [role=menuitem]";
    const targets = new Map<string, Set<string>>();
    const wrong = new Set<string>();
    axe.setup(document.body);
    for (const [index, element] of document.querySelectorAll(controls).entries()) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest("[aria-hidden=true]"))
        continue;
      const name = axe.commons.text.accessibleText(element).trim();
      if (name === "") wrong.add(`no name: ${element.outerHTML.slice(0, 160)}`);
      if (!element.matches("a[href], button")) continue;
      const within = element.closest(landmark);
      const place = within ? [...document.querySelectorAll(landmark)].indexOf(within) : -1;
      const key = `${element.tagName.toLowerCase()} “${name}” in ${within?.tagName.toLowerCase()} ${place}`;
      // Rows with the same text cannot be distinguished.
      const row = element.closest("[role=row], tr, li")?.textContent;
      const target = element.getAttribute("href") ?? row ?? `button ${index}`;
      targets.set(key, (targets.get(key) ?? new Set()).add(target));
    }
    axe.teardown();
    for (const [key, { size }] of targets) if (size > 1) wrong.add(`${size} times ${key}`);
    return [...wrong];
  });
