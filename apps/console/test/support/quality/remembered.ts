import type { Page } from "playwright-core";

/** Inputs whose text a browser remembers, and offers to everybody who uses it. Those about an account say what they are for. */
export const rememberedInputs = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("input")]
      .filter(({ type, autocomplete }) => /^(text|search|tel|email|url)$/.test(type) && autocomplete === "")
      .map(({ outerHTML }) => `remembered: ${outerHTML.slice(0, 160)}`),
  );
