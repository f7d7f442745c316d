import type { Client } from "@caretype/client";
import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { eventually, openConsole, origin } from "./support/open.ts";

const opened = await openConsole();

const patients = 1_000;
/** The console's page size. */
const pageSize = 100;

async function importPatients({ import: imports }: Client, count: number): Promise<void> {
  const file = "patients.csv";
  const { id } = await imports.begin.mutate({
    format: "table",
    records: "patient",
    files: [{ file, columns: ["name", "gender"] }],
    table: { mapping: { name: "name", gender: "gender" } },
  });
  const rows = Array.from({ length: count }, (_, index) => ({
    line: index + 2,
    cells: [`Ann ${index}`, "F"],
  }));
  await imports.addPart.mutate({ id, file, rows });
  await imports.run.mutate({ id, rows: count });
  await eventually(async () => expect((await imports.progress.query({ id })).state).toBe("done"));
}

describe.skipIf(!opened)("a long list", () => {
  if (!opened) return;

  it("renders only the rows near the screen, and loads each page once", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    await importPatients(user.client, patients);
    const cursors: string[] = [];
    page.on("request", (request) => {
      if (/\/trpc\/[^?]*\bpatient\.list\b/.test(request.url()))
        cursors.push(`${request.url()} ${request.postData()}`);
    });
    await page.goto(`${origin}/patients`);
    const table = page.getByRole("table", { name: "Patients" });
    await table.locator("[data-index='10']").waitFor();
    const scroller = table.locator("..");
    const countNodes = () => scroller.evaluate((node) => node.querySelectorAll("*").length);
    const before = await countNodes();
    // Print shows all loaded rows, and a line about the rest.
    const print = (event: string) => page.evaluate((type) => void dispatchEvent(new Event(type)), event);
    const drawn = scroller.locator("[data-index]");
    await print("beforeprint");
    expect(await drawn.count()).toBe(pageSize);
    await page.getByText("Not the whole list: only the 100 rows that were loaded.").waitFor();
    await print("afterprint");
    await expect.poll(countNodes).toBe(before);
    // Scrolls to the end until all is loaded, and counts the rendered rows in each frame.
    const maxRows = await scroller.evaluate(async (node, total) => {
      let most = 0;
      while (node.querySelector("[role=table]")?.getAttribute("aria-rowcount") !== String(total + 1)) {
        node.scrollTop += node.clientHeight;
        await new Promise(requestAnimationFrame);
        most = Math.max(most, node.querySelectorAll("[data-index]").length);
      }
      return most;
    }, patients);
    const rowsPerWindow = await scroller.evaluate(
      (node) => window.innerHeight / (node.querySelector("[data-index]")?.clientHeight ?? 1),
    );
    // 8 rows above and below, and partly visible ones.
    expect(maxRows).toBeLessThanOrEqual(rowsPerWindow + 2 * 8 + 2);
    expect(cursors.length).toBe(patients / pageSize);
    expect(new Set(cursors).size).toBe(cursors.length);
    await scroller.evaluate((node) => node.scrollTo(0, node.scrollHeight));
    await table.locator(`[data-index='${patients - 1}']`).waitFor();
    expect(await countNodes()).toBeLessThan(1.5 * before);
  });

  it("keeps the focus on its row, and the rows on the screen, through other heights and new rows", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    await importPatients(user.client, 300);
    await page.goto(`${origin}/patients`);
    const table = page.getByRole("table", { name: "Patients" });
    const rowAt = (index: number) => table.locator(`[data-index='${index}']`);
    const focused = table.locator("[data-index]:focus-within");
    const indexOfFocused = async () => Number(await focused.getAttribute("data-index"));
    await rowAt(0).getByRole("link").first().focus();
    // Faster than rendering: each press counts.
    await page.evaluate(() => {
      const press = () => new KeyboardEvent("keydown", { key: "PageDown", bubbles: true });
      for (let count = 0; count < 4; count += 1) document.activeElement?.dispatchEvent(press());
    });
    await expect.poll(indexOfFocused).toBeGreaterThan(30);
    expect((await indexOfFocused()) % 4).toBe(0);

    const firstOnScreen = () =>
      table.evaluate((node) => {
        const { top } = node.parentElement?.getBoundingClientRect() ?? { top: 0 };
        const header = node.querySelector("[role=rowgroup]")?.getBoundingClientRect().height ?? 0;
        const rows = [...node.querySelectorAll("[data-index]")];
        const isBelow = (row: Element) => row.getBoundingClientRect().bottom > top + header + 1;
        const shown = rows.filter(isBelow).map((row) => Number(row.getAttribute("data-index")));
        return Math.min(...shown);
      });
    const isInSight = () =>
      focused.evaluate((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        const list = (row.closest("[role=table]")?.parentElement ?? row).getBoundingClientRect();
        return top >= list.top && bottom <= list.bottom && top >= 0 && bottom <= window.innerHeight;
      });
    for (const [width, height] of [
      [360, 740],
      [1280, 800],
    ] as const) {
      await page.setViewportSize({ width, height });
      await expect.poll(isInSight).toBe(true);
    }
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
    const before = await firstOnScreen();
    await page.setViewportSize({ width: 360, height: 740 });
    await rowAt(before).locator("xpath=self::*[@style and contains(@style, 'height: 64px')]").waitFor();
    expect(Math.abs((await firstOnScreen()) - before)).toBeLessThanOrEqual(1);
    await page.setViewportSize({ width: 1280, height: 800 });
    await rowAt(before).locator("xpath=self::*[@style and contains(@style, 'height: 44px')]").waitFor();
    expect(Math.abs((await firstOnScreen()) - before)).toBeLessThanOrEqual(1);
    await rowAt(before + 1)
      .getByRole("link")
      .first()
      .focus();

    // In a low window, the page scrolls, too.
    await page.setViewportSize({ width: 640, height: 400 });
    for (const key of ["ArrowDown", "PageDown", "PageUp", "End"]) {
      await page.keyboard.press(key);
      await expect.poll(isInSight).toBe(true);
    }
    await page.setViewportSize({ width: 1280, height: 800 });

    // The same person keeps it when others are inserted before.
    await page.keyboard.press("Home");
    await expect.poll(indexOfFocused).toBe(0);
    await page.keyboard.press("ArrowDown");
    await expect.poll(indexOfFocused).toBe(1);
    const name = await focused.getByRole("link").first().textContent();
    await user.client.patient.create.mutate({ name: "Bo New", gender: "male" });
    await page.evaluate(() => {
      const now = Date.now();
      Date.now = () => now + 60_000;
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    });
    await rowAt(0).getByText("Bo New").waitFor();
    await expect.poll(indexOfFocused).toBe(2);
    expect(await focused.getByRole("link").first().textContent()).toBe(name);
    await table.locator("..").evaluate((node) => node.scrollTo(0, 3_000));
    await expect.poll(firstOnScreen).toBeGreaterThan(30);
    expect(await focused.getByRole("link").first().textContent()).toBe(name);
  });
});
