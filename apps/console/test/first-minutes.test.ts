import { startCaretype } from "@caretype/testing";
import type { Page } from "playwright-core";
import { afterAll, describe, it } from "vitest";
import { makeColleague } from "./support/colleague.ts";
import { expect } from "./support/expect.ts";
import { consoleVariable } from "./support/names.ts";
import { eventually, lookAt, openConsole, origin } from "./support/open.ts";
import { visit } from "./support/pages.ts";
import { press } from "./support/parts.ts";

const opened = await openConsole();
const consoleFolder = process.env[consoleVariable] ?? null;

describe.skipIf(!opened)("the first minutes", () => {
  if (!opened) return;
  const { backend, window, signedIn, signIn } = opened;

  const heading = (page: Page, name: string) => page.getByRole("heading", { name, exact: true });
  const banner = (page: Page) => page.getByRole("complementary", { name: "Sample data" });

  it("show newcomers what this is, and lead to a practice with sample data", async () => {
    const { page, context } = await window();
    await page.goto(`${origin}/`);
    await heading(page, "Patient records for your practice").waitFor();
    expect(page.url()).toBe(`${origin}/`);
    await page.goto(`${origin}/welcome`);
    await heading(page, "Patient records for your practice").waitFor();
    await lookAt(page, "welcome");
    const picture = page.getByRole("img", { name: /^A day in the calendar/ });
    await eventually(async () =>
      expect(await picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1400),
    );
    await page.getByRole("link", { name: "Try it with sample data" }).click();
    await heading(page, "Create your practice").waitFor();
    expect(await page.getByLabel("Start with sample data").isChecked()).toBe(true);
    const zone = page.getByRole("combobox", { name: "Time zone of the practice" });
    const here = await page.evaluate(() => new Intl.DateTimeFormat().resolvedOptions().timeZone);
    expect(await zone.inputValue()).toContain(here.split("/").at(-1)?.replaceAll("_", " "));
    await zone.fill("tokyo");
    await page.getByRole("option", { name: "Tokyo (Asia)" }).click();
    const registered = page.waitForRequest(/account\.register/);
    // No input is required.
    await press(page, "Create practice");
    expect((await registered).postData()).toContain('"timeZone":"Asia/Tokyo"');
    await heading(page, "Today").waitFor();
    await banner(page).waitFor();
    await lookAt(page, "sample-today");
    await visit(page, "/patients");
    await page.locator("[data-index='5']").waitFor();
    await lookAt(page, "sample-patients");

    await press(page, "Remove sample data");
    const dialog = page.getByRole("dialog");
    await dialog
      .getByText("198 sample patients are removed, with their assignments and appointments.")
      .waitFor();
    await lookAt(page, "sample-removal");
    await dialog.getByRole("button", { name: "Remove sample data" }).click();
    await page.getByText("198 sample patients were removed").waitFor();
    await heading(page, "Today").waitFor();
    await expect.poll(() => banner(page).count()).toBe(0);

    // Again, from the empty start page.
    await press(page, "Fill with sample data");
    await banner(page).waitFor();

    // A browser with an earlier sign-in opens the sign-in page.
    await context.clearCookies();
    await page.goto(`${origin}/`);
    await heading(page, "Sign in").waitFor();
  });

  it("offer neither sample data nor an account where the server does not", async () => {
    const server = await startCaretype({ registration: "closed", sampleData: false, consoleFolder });
    afterAll(() => server.stop());
    const { page } = await window();
    await page.goto(`${server.url}/`);
    await heading(page, "Patient records for your practice").waitFor();
    await page.getByText("ask the owner of a practice for an invitation").waitFor();
    const links = await page.getByRole("link").allInnerTexts();
    expect(links).toEqual(["Sign in"]);
  });

  it("show the banner to everybody, and its button to owners", async () => {
    const { page, user } = await signedIn({ at: null });
    await user.client.sampleData.add.mutate();
    await page.goto(`${origin}/patients`);
    await banner(page).waitFor();
    await expect.poll(() => banner(page).getByRole("button").count()).toBe(1);
    const colleague = await makeColleague(backend, user, "reception");
    const colleagueWindow = await window();
    await signIn(colleagueWindow.page, colleague);
    await banner(colleagueWindow.page).waitFor();
    // The button would load after the banner.
    await colleagueWindow.page.waitForLoadState("networkidle");
    expect(await banner(colleagueWindow.page).getByRole("button").count()).toBe(0);
  });
});
