import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";

const opened = await openConsole();

describe.skipIf(!opened)("settings", () => {
  if (!opened) return;

  it("of a browser decide how dates are written and days counted, also after a sign-out", async () => {
    const { page, context, user, complaints } = await opened.signedIn({
      at: "/account/display",
      timezone: "Europe/Vienna",
    });
    const patient = await user.client.patient.create.mutate({
      name: "Ann Lee",
      gender: "female",
      dateOfBirth: "1980-03-05",
    });
    await lookAt(page, "display-settings");
    await page.getByLabel("Language of dates and numbers").selectOption("de-DE");
    await page.getByLabel("Time zone").selectOption("Asia/Tokyo");
    const reloaded = page.waitForEvent("load");
    await page.getByRole("button", { name: "Save" }).click();
    await reloaded;
    await expect.poll(() => page.getByLabel("Time zone").inputValue()).toBe("Asia/Tokyo");
    const shown = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat("de-DE", { timeZone: "Asia/Tokyo", ...options }).format(
        new Date(patient.createdAt),
      );
    await page.goto(`${origin}/patients/${patient.id}?tab=timeline`);
    await page.getByText("05.03.1980").first().waitFor();
    await page
      .getByText(shown({ timeStyle: "short" }))
      .first()
      .waitFor();
    const asked = page.waitForRequest(/statistics\.today/);
    await page.goto(`${origin}/reports`);
    expect((await asked).postData()).toContain('"timeZone":"Asia/Tokyo"');
    await page.goto(`${origin}/sign-out`);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await expect
      .poll(async () => (await context.storageState()).origins[0]?.localStorage.map(({ name }) => name))
      .toContain("caretype.display");
    expect(complaints).toEqual([]);
  });

  it("of a practice include its time zone, for owners", async () => {
    const { page, user } = await opened.signedIn({ at: "/members/practice" });
    await page.getByLabel("Time zone").selectOption("Europe/Zurich");
    await lookAt(page, "practice-settings");
    await page.getByRole("button", { name: "Save practice" }).click();
    await page.getByText("The practice is saved").waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Save practice");
    expect(await user.client.practice.mine.query()).toMatchObject({ timeZone: "Europe/Zurich", version: 2 });
    await page.getByLabel("Address", { exact: true }).fill("Bahnhofstrasse 1\n8001 Zürich");
    await page.getByLabel("Phone").fill("+41 44 555 02 00");
    await page.getByRole("textbox", { name: "Email address", exact: true }).fill("practice@example.org");
    await page.getByLabel("Numbers in addresses of the API").fill("django:000");
    await page.getByLabel("Answers of the API").selectOption("Django 000");
    await page.getByRole("button", { name: "Save practice" }).click();
    const saved = async () => user.client.practice.mine.query();
    await expect.poll(saved).toMatchObject({
      numericIds: "django:000",
      dialect: "000",
      address: "Bahnhofstrasse 1\n8001 Zürich",
      phoneNumber: "+41 44 555 02 00",
      email: "practice@example.org",
    });
    await page.goto(`${origin}/account/display`);
    await page.getByLabel("Time zone").selectOption({ label: "As the practice (Europe/Zurich)" });
    await page.getByRole("button", { name: "Save" }).waitFor();
    expect(await page.getByLabel("Time zone").inputValue()).toBe("Europe/Zurich");
  });
});
