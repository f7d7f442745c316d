import type { Page } from "playwright-core";

declare global {
  interface Window {
    shifts?: number;
  }
}

/** Records layout shifts from the next page load on. */
export const watchShifts = (page: Page) =>
  page.addInitScript(() => {
    window.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if ("value" in entry && typeof entry.value === "number")
          window.shifts = (window.shifts ?? 0) + entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
export const shiftsOf = (page: Page) => page.evaluate(() => window.shifts);
