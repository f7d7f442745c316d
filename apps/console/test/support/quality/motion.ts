import type { Page } from "playwright-core";

/** Elements that move or fade for over a millisecond. */
export const movingElements = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const moving = new Set<string>();
    const longest = (times: string) => Math.max(...times.split(",").map(Number.parseFloat));
    for (const element of document.querySelectorAll("*")) {
      for (const part of [undefined, "::before", "::after"]) {
        const style = getComputedStyle(element, part);
        const name = `${element.tagName.toLowerCase()}.${element.className}${part ?? ""}`;
        if (longest(style.transitionDuration) > 0.001) moving.add(`${name} has a transition`);
        const isAnimated = style.animationName !== "none";
        if (isAnimated && longest(style.animationDuration) > 0.001) moving.add(`${name} has an animation`);
        if (!part && style.scrollBehavior === "smooth") moving.add(`${name} scrolls smoothly`);
      }
    }
    return [...moving];
  });
