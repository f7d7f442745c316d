import type { Page } from "playwright-core";

/** Inputs whose text a browser remembers, and suggests to all its users. Account fields state their purpose. */
export const rememberedInputs = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("input")]
      .filter(({ type, autocomplete }) => /^(text|search|tel|email|url)$/.test(type) && autocomplete === "")
      .map(({ outerHTML }) => `remembered: ${outerHTML.slice(0, 160)}`),
  );
