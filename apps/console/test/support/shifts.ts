import type { Page } from "playwright-core";

declare global {
  interface Window {
    shifts?: number;
    /** What moved. */
    moved?: string[];
  }
}

/** Records layout shifts from the next page load on. */
export const watchShifts = (page: Page) =>
  page.addInitScript(() => {
    window.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if ("value" in entry && typeof entry.value === "number") {
          window.shifts = (window.shifts ?? 0) + entry.value;
          const sources: readonly { node?: Node | null }[] = Object(entry).sources ?? [];
          for (const { node } of sources)
            window.moved = [...(window.moved ?? []), node?.textContent?.slice(0, 40) ?? ""];
        }
    }).observe({ type: "layout-shift", buffered: true });
  });
export const shiftsOf = (page: Page) => page.evaluate(() => window.shifts);
export const movedOn = (page: Page) => page.evaluate(() => window.moved ?? []);
