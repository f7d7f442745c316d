import type { Page } from "playwright-core";

declare global {
  interface Window {
    shifts?: number;
  }
}

/** From the next page on that is loaded: how far its parts move by themselves. */
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
