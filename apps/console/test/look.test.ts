import { readdir } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { consoleVariable } from "./support/names.ts";
import { lookAt, openConsole, origin, someName } from "./support/open.ts";

const opened = await openConsole();

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });
const switcher = (page: Page) => page.getByRole("button", { name: /^Practice: / });

describe.skipIf(!opened)("the look", () => {
  if (!opened) return;

  it("creates a practice in the header, and opens the last one in a new browser", async () => {
    const { page, user } = await opened.signedIn();
    const { name: first } = await user.client.practice.mine.query();
    const second = someName("Second");
    await switcher(page).click();
    await lookAt(page, "practice-menu");
    await page.getByRole("button", { name: "Create practice" }).click();
    const dialog = page.getByRole("dialog", { name: "Create a practice" });
    await dialog.getByLabel("Name of the practice").fill(second);
    await lookAt(page, "create-practice");
    const noted = page.waitForResponse(/practice\.open/);
    await dialog.getByRole("button", { name: "Create practice" }).click();
    await page.getByRole("banner").getByText(second).waitFor();
    await noted;

    const other = await opened.window();
    await opened.signIn(other.page, user);
    await other.page.getByRole("banner").getByText(second).waitFor();
    await switcher(other.page).click();
    const notedAgain = other.page.waitForResponse(/practice\.open/);
    await other.page.getByRole("button", { name: first, exact: true }).click();
    await other.page.getByRole("banner").getByText(first).waitFor();
    await notedAgain;
    // The first browser keeps its own.
    await page.reload();
    await page.getByRole("banner").getByText(second).waitFor();
  });

  it("sets text in its own typeface, which has figures of one width for columns", async ({
    onTestFinished,
  }) => {
    // Not a window of an earlier test: Chromium loads the fonts that pages there needed, too.
    const context = await opened.browser.newContext();
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const fonts: string[] = [];
    page.on("request", (request) => {
      if (request.resourceType() === "font") fonts.push(request.url());
    });
    await page.goto(`${origin}/sign-in`);
    await heading(page, "Sign in").waitFor();
    await page.evaluate(() => document.fonts.ready);
    const widths = await page.evaluate(() =>
      ["1111", "0000"].map((text) => {
        const probe = document.body.appendChild(document.createElement("span"));
        probe.textContent = text;
        probe.style.fontVariantNumeric = "tabular-nums";
        return probe.getBoundingClientRect().width;
      }),
    );
    expect(widths[0]).toBe(widths[1]);
    expect(await page.evaluate(() => document.fonts.check("16px 'Inter Variable'"))).toBe(true);
    expect(fonts).toEqual([expect.stringMatching(/\/assets\/inter-latin-wght-normal-[^/]+\.woff2$/)]);
  });

  it("keeps the header if a page cannot be loaded, and loads it on Retry", async () => {
    const { page } = await opened.signedIn();
    await heading(page, "Today").waitFor();
    await page.route(/\/assets\/doctors-page/, (route) => route.abort("failed"));
    await page.getByRole("link", { name: "Doctors", exact: true }).click();
    const retry = page.getByRole("button", { name: "Retry" });
    await retry.waitFor();
    await lookAt(page, "missing-page");
    await page
      .getByRole("banner")
      .getByRole("button", { name: /^Your account/ })
      .waitFor();
    await page.unrouteAll();
    await retry.click();
    await heading(page, "Doctors").waitFor();
  });

  it("has the page of the design in development only", async () => {
    const folder = process.env[consoleVariable] ?? "";
    const names = await readdir(folder, { recursive: true });
    expect(names).toContain("index.html");
    expect(names.filter((name) => /design/i.test(name))).toEqual([]);
    const { page } = await opened.signedIn({ at: null });
    await page.goto(`${origin}/design`);
    await heading(page, "Not found").waitFor();
  });
});
