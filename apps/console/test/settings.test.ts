import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";
import { visit } from "./support/pages.ts";
import { makeSchedule } from "./support/schedule.ts";

const opened = await openConsole();

const zoneOf = (page: Page) => page.getByRole("combobox", { name: "Time zone" });

/** What all settings pages have in common, as `docs/development/console.md` describes. */
function measure() {
  const main = document.querySelector("main");
  const all = (selector: string) => [...(main?.querySelectorAll<HTMLElement>(selector) ?? [])];
  const styleOf = (element: HTMLElement, names: readonly string[]) => {
    const style = getComputedStyle(element);
    return names.map((name) => style.getPropertyValue(name)).join(" ");
  };
  const panels = all("[data-panel]");
  const each = <Value>(values: Value[]) => [...new Set(values)];
  const fields = panels.flatMap((panel) =>
    [...panel.querySelectorAll<HTMLElement>("input:not([type=checkbox], [type=radio]), select, textarea")]
      .filter((field) => field.offsetWidth > 100 && field.closest("[data-panel]") === panel)
      .map((field) => Math.round(panel.offsetWidth - field.offsetWidth)),
  );
  return {
    page: each(all("[data-width]").map(({ offsetWidth, dataset }) => `${dataset.width} ${offsetWidth}`)),
    panels: each(panels.map(({ offsetWidth }) => offsetWidth)),
    cards: each(
      panels.map((panel) => styleOf(panel, ["padding", "border", "border-radius", "background-color"])),
    ),
    fields: each(fields),
    tables: each(
      all("thead th, [role=columnheader]").map((cell) => styleOf(cell, ["font-size", "font-weight"])),
    ),
    // Removing, revoking or leaving is a row's last button.
    misplaced: all("li button").filter(
      (button) =>
        /^(?:Remove|Revoke|Leave|Delete)\b/.test(button.textContent) && button.nextElementSibling !== null,
    ).length,
  };
}

describe.skipIf(!opened)("settings", () => {
  if (!opened) return;

  it("are a place: each is in the navigation, and all pages have one look", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    await makeSchedule(user.client);
    await user.client.room.create.mutate({ name: "Room 1" });
    await user.client.apiKey.create.mutate({ name: "Robot", permissions: ["patient:read"] });
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${origin}/settings`);
    await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
    // The settings are visible at once.
    const main = page.getByRole("main");
    for (const set of ["Check-up", "Room 1", "1 doctor", "Robot"])
      await main.getByRole("listitem").getByText(set).waitFor();
    await lookAt(page, "settings");
    const links = page.getByRole("navigation").locator("ul[aria-label]").getByRole("link");
    const names = await links.allTextContents();
    expect(names.join()).toBe(
      "Practice,Members,Opening hours,Holidays,Visit types,Rooms,Codes,Imports,API keys,Audit,Display",
    );
    expect(await main.getByRole("listitem").getByRole("link").allTextContents()).toEqual(names);
    const found: Record<string, ReturnType<typeof measure>> = {};
    for (const name of names) {
      await links.filter({ hasText: name }).first().click();
      await page.locator("main h1").filter({ hasText: name }).waitFor();
      await page.locator("main [data-panel], main [role=table]").first().waitFor();
      found[name] = await page.evaluate(measure);
    }
    const { Audit: audit, ...others } = found;
    const kinds = (of: (page: ReturnType<typeof measure>) => unknown[]) => [
      ...new Set(Object.values(found).flatMap(of)),
    ];
    expect([...new Set(Object.values(others).flatMap((each) => each.page))]).toEqual(["reading 720"]);
    expect([...new Set(Object.values(others).flatMap((each) => each.panels))]).toEqual([720]);
    expect(audit?.page).toEqual([expect.stringMatching(/^full /)]);
    expect(kinds(({ cards }) => cards)).toHaveLength(1);
    expect(kinds(({ fields }) => fields)).toHaveLength(1);
    expect(kinds(({ tables }) => tables)).toHaveLength(1);
    expect(kinds(({ misplaced }) => [misplaced])).toEqual([0]);
  });

  it("of a browser decide how dates and times are written, and not when a day of the practice begins", async () => {
    const { page, context, user } = await opened.signedIn({
      at: "/settings/display",
      timezone: "Europe/Vienna",
    });
    const patient = await user.client.patient.create.mutate({
      name: "Ann Lee",
      gender: "female",
      dateOfBirth: "1980-03-05",
    });
    await user.client.practice.update.mutate({ timeZone: "Europe/Vienna", expectedVersion: "any" });
    await lookAt(page, "display-settings");
    await page.getByLabel("Language of dates and numbers").selectOption("de-DE");
    await zoneOf(page).fill("tokyo");
    await page.getByRole("option", { name: "Tokyo (Asia)" }).click();
    const reloaded = page.waitForEvent("load");
    await page.getByRole("button", { name: "Save" }).click();
    await reloaded;
    await expect.poll(() => zoneOf(page).inputValue()).toBe("Tokyo (Asia)");
    const shown = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat("de-DE", { timeZone: "Asia/Tokyo", ...options }).format(
        new Date(patient.createdAt),
      );
    await visit(page, `/patients/${patient.id}?tab=timeline`);
    await page.getByText("05.03.1980").first().waitFor();
    await page
      .getByText(shown({ timeStyle: "short" }))
      .first()
      .waitFor();
    const asked = page.waitForRequest(/statistics\.overview/);
    await visit(page, "/reports");
    expect((await asked).postData()).toContain('"timeZone":"Europe/Vienna"');
    await page.goto(`${origin}/sign-out`);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await expect
      .poll(async () => (await context.storageState()).origins[0]?.localStorage.map(({ name }) => name))
      .toContain("caretype.display");
  });

  it("have earlier addresses, with what these say further", async () => {
    const { page } = await opened.signedIn({ at: "/settings/roles?from=mail#reception" });
    await page.waitForURL(`${origin}/members/roles*`);
    expect(page.url()).toBe(`${origin}/members/roles?from=mail#reception`);
    await visit(page, "/members/appointments");
    expect(page.url()).toBe(`${origin}/settings/visit-types`);
  });

  it("of a practice include its time zone, for owners", async () => {
    const { page, user } = await opened.signedIn({ at: "/settings/practice" });
    await zoneOf(page).fill("calcutta");
    await page.getByRole("option", { name: "Kolkata (Asia)" }).waitFor();
    await zoneOf(page).fill("zurich");
    await page.getByRole("option", { name: "Zurich (Europe)" }).click();
    await lookAt(page, "practice-settings");
    await page.getByRole("button", { name: "Save practice" }).click();
    await page.getByText("The practice is saved").waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Save practice");
    expect(await user.client.practice.mine.query()).toMatchObject({ timeZone: "Europe/Zurich", version: 2 });
    await page.getByLabel("Address", { exact: true }).fill("Bahnhofstrasse 1\n8001 Zürich");
    await page.getByLabel("Phone").fill("+41 44 555 02 00");
    await page.getByRole("textbox", { name: "Email address", exact: true }).fill("practice@example.org");
    await page.getByRole("button", { name: "Save practice" }).click();
    const saved = async () => user.client.practice.mine.query();
    await expect.poll(saved).toMatchObject({
      address: "Bahnhofstrasse 1\n8001 Zürich",
      phoneNumber: "+41 44 555 02 00",
      email: "practice@example.org",
    });
    await visit(page, "/api-keys");
    await page.getByLabel("Numbers in addresses of the API").fill("django:000");
    await page.getByLabel("Answers of the API").selectOption("Django 000");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect.poll(saved).toMatchObject({ numericIds: "django:000", dialect: "000" });
    await visit(page, "/settings/display");
    await zoneOf(page).fill("as the practice");
    await page.getByRole("option", { name: "As the practice (Zurich, Central European Time)" }).click();
    await page.getByRole("button", { name: "Save" }).waitFor();
    expect(await zoneOf(page).inputValue()).toBe("As the practice (Zurich, Central European Time)");
  });
});
