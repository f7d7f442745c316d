import { asId } from "@caretype/core/kernel/field/ids";
import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";
import { readAnew } from "./support/pages.ts";

const opened = await openConsole();

const rows = (page: Page) => page.getByRole("table").locator("[data-row-target]");
const openPatients = (page: Page) =>
  page.getByRole("navigation").getByRole("link", { name: "Patients", exact: true }).click();
const table = (page: Page) => page.getByRole("table", { name: "Patients" });

describe.skipIf(!opened)("the list of patients", () => {
  if (!opened) return;

  it("shows first steps, searches while typing, and keeps names out of the address", async () => {
    const { page, user } = await opened.signedIn();
    await openPatients(page);
    await page.getByText("There are no patients yet.").waitFor();
    await lookAt(page, "patients-empty");
    const { patient } = user.client;
    await patient.create.mutate({ name: "Ann Lee", gender: "female", age: 30 });
    await patient.create.mutate({ name: "Bob Lee", gender: "male", phoneNumber: "+43 660 777" });
    await patient.create.mutate({ name: "Cy <img src=x onerror=alert(1)>", gender: "other" });
    await readAnew(page);
    await expect.poll(() => rows(page).count()).toBe(3);
    await page.getByLabel("Search").fill("lee");
    await page.getByText("2 patients", { exact: true }).waitFor();
    await page.getByLabel("Search").fill("660");
    await expect.poll(() => rows(page).allTextContents()).toEqual(["Bob Lee"]);
    expect(page.url()).toBe(`${origin}/patients`);
    expect(await page.title()).toBe("Patients · Caretype");
    await page.getByLabel("Search").fill("nobody of that name");
    await page.getByText("No patient matches.").waitFor();
    await lookAt(page, "patients-none-found");
    // What the browser stores after sign-out, and other tabs can read.
    expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, history.state]))).not.toMatch(
      /lee|nobody/i,
    );
    await page.getByRole("button", { name: "Show all patients" }).click();
    await expect.poll(() => rows(page).count()).toBe(3);
    await page.getByRole("link", { name: "Cy <img src=x onerror=alert(1)>" }).waitFor();
  });

  it("finds other spellings, sorts the best match first, and says when names are only similar", async () => {
    const { page, user } = await opened.signedIn();
    const { patient } = user.client;
    await patient.create.mutate({ name: "Anna Müller", gender: "female", dateOfBirth: "1980-02-29" });
    await patient.create.mutate({ name: "Mueller Annan", gender: "male" });
    await patient.create.mutate({ name: "Hanna Keller", gender: "female" });
    await openPatients(page);
    await expect.poll(() => rows(page).count()).toBe(3);
    const search = page.getByLabel("Search");
    await search.fill("anna");
    await expect
      .poll(() => rows(page).allTextContents())
      .toEqual(["Mueller Annan", "Anna Müller", "Hanna Keller"]);
    expect(await page.getByLabel("Order").inputValue()).toBe("relevance");
    await page.getByLabel("Order").selectOption("Newest first");
    await expect.poll(() => rows(page).first().textContent()).toBe("Hanna Keller");
    await page.getByLabel("Order").selectOption("Best match first");
    await expect.poll(() => rows(page).first().textContent()).toBe("Mueller Annan");
    expect(page.url()).toBe(`${origin}/patients`);
    for (const text of ["mueller, anna", "29 Feb 1980", "anna 29.02.1980"]) {
      await search.fill(text);
      await expect.poll(() => rows(page).first().textContent()).toBe("Anna Müller");
    }
    await search.fill("kelller");
    await page.getByText("Nothing matches exactly. Similar:").waitFor();
    expect(await rows(page).allTextContents()).toEqual(["Hanna Keller"]);
    await lookAt(page, "patients-similar");
    await page.keyboard.press("ControlOrMeta+K");
    await page.getByRole("dialog").getByRole("combobox").fill("kelller");
    const similar = page.getByRole("group", { name: "Similar patients" });
    await similar.getByRole("option", { name: /Hanna Keller/ }).waitFor();
  });

  it("filters and sorts by its address, and restores everything by Back, also the scroll position", async ({
    expect,
  }) => {
    const { page, user } = await opened.signedIn({ at: null });
    const { patient, doctor, assignment } = user.client;
    for (let index = 0; index < 130; index++)
      await patient.create.mutate({
        name: `${index < 100 ? "Early" : "Late"} ${String(index).padStart(3, "0")}`,
        gender: index % 2 ? "male" : "female",
        age: index,
      });
    const { id: doctorId } = await doctor.create.mutate({ name: "Sam Okafor" });
    const [first] = (await patient.list.query({ q: "060" })).items;
    await assignment.create.mutate({ doctorId, patientId: first?.id ?? asId("") });

    await page.goto(`${origin}/patients?minAge=10&maxAge=nonsense&gender=nonsense&sort=name`);
    await expect.poll(() => rows(page).first().textContent()).toBe("Early 010");
    await page.getByText("120 patients", { exact: true }).waitFor();
    await lookAt(page, "patients");
    await table(page).locator("..").hover();
    await page.mouse.wheel(0, 44 * 95);
    await page.getByText("120 patients", { exact: true }).waitFor();
    await page.mouse.wheel(0, 44 * 2);
    const link = page.getByRole("link", { name: "Late 110" });
    await link.click();
    await page.getByRole("heading", { name: "Late 110" }).waitFor();
    await page.goBack();
    await page.getByRole("link", { name: "Late 110" }).waitFor();
    // The keyboard continues at the opened record.
    await expect.poll(() => link.evaluate((node) => node === document.activeElement)).toBe(true);
    expect(
      await table(page)
        .locator("..")
        .evaluate(({ scrollTop }) => scrollTop),
    ).toBeGreaterThan(44 * 80);

    await page.getByLabel("Search").fill("early");
    await page.getByText("90 patients", { exact: true }).waitFor();
    expect(
      await table(page)
        .locator("..")
        .evaluate(({ scrollTop }) => scrollTop),
    ).toBe(0);
    await page.getByLabel("Gender").selectOption("Female");
    await page.getByText("45 patients", { exact: true }).waitFor();
    await rows(page).first().click();
    await page.getByRole("heading", { name: "Early 010" }).waitFor();
    await page.goBack();
    await page.getByText("45 patients", { exact: true }).waitFor();
    expect(await page.getByLabel("Search").inputValue()).toBe("early");

    await page.getByRole("button", { name: "Doctor: any" }).click();
    await page.getByRole("option", { name: "Sam Okafor" }).click();
    await expect.poll(() => rows(page).allTextContents()).toEqual(["Early 060"]);
    await page.getByRole("button", { name: /Clear 3 filters/ }).click();
    await page.getByText("100 patients", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Added" }).click();
    await expect.poll(() => rows(page).first().textContent()).toBe("Early 099");
    await page.getByRole("button", { name: "Added" }).click();
    await expect.poll(() => rows(page).first().textContent()).toBe("Early 000");
  });

  it("is one tab stop, with arrow keys between rows", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    for (let index = 0; index < 60; index++)
      await user.client.patient.create.mutate({
        name: `Key ${String(index).padStart(2, "0")}`,
        gender: "other",
      });
    await page.goto(`${origin}/patients?sort=name`);
    await expect.poll(() => rows(page).count()).toBeGreaterThan(10);
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await page.getByLabel("Search").focus();
    await page.keyboard.press("ArrowDown");
    expect(await focused()).toBe("Key 00");
    await page.keyboard.press("ArrowDown");
    expect(await focused()).toBe("Key 01");
    await page.keyboard.press("End");
    await expect.poll(focused).toBe("Key 59");
    await page.keyboard.press("PageUp");
    await expect.poll(focused).toMatch(/^Key 4/);
    // The checkbox of the row precedes its link.
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    expect(await focused()).toBe("Added");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await expect.poll(focused).toMatch(/^Key 4/);
    await page.keyboard.press("Home");
    await expect.poll(focused).toBe("Key 00");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Key 00" }).waitFor();
  });

  it("shows an error, retries, and hides the search from other accounts", async () => {
    const { page, user } = await opened.signedIn();
    await user.client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
    await user.client.patient.create.mutate({ name: "Bob Lee", gender: "male" });
    const listed = /\/trpc\/[^?]*\bpatient\.list\b/;
    await page.route(listed, (route) =>
      route.fulfill({ status: 400, json: { error: { message: "no", code: -1, data: {} } } }),
    );
    await openPatients(page);
    await page.getByRole("alert", { name: "no" }).waitFor();
    await page.unroute(listed);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("link", { name: "Ann Lee" }).waitFor();
    await page.getByLabel("Search").fill("Ann");
    await page.getByText("1 patient", { exact: true }).waitFor();
    await page.reload();
    await expect.poll(() => page.getByLabel("Search").inputValue()).toBe("Ann");
    await page.evaluate((own) => {
      const kept = sessionStorage.getItem("caretype.searches") ?? "";
      sessionStorage.setItem("caretype.searches", kept.replaceAll(own, "somebody else"));
    }, user.accountId);
    await page.reload();
    await page.getByText("2 patients", { exact: true }).waitFor();
    expect(await page.getByLabel("Search").inputValue()).toBe("");
  });
});
