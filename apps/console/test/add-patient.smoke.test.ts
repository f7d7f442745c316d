import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, signInByForm } from "./support/open.ts";

const opened = await openConsole();

const focusedLabel = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: node } = document;
    return node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement
      ? node.labels?.[0]?.textContent?.replace(/\s*\*$/, "")
      : node?.textContent;
  });

/** Tabs to a field that may not be rendered yet. Names a field that Tab never reaches. */
async function tabTo(page: Page, label: string): Promise<void> {
  const passed: (string | null | undefined)[] = [];
  while (passed.length < 20) {
    await page.keyboard.press("Tab");
    const now = await focusedLabel(page);
    if (now === label) return;
    passed.push(now);
  }
  throw new Error(`Tab does not lead to ${label}, but to ${passed.join(", ")}`);
}

describe.skipIf(!opened)("the form of a patient", () => {
  if (!opened) return;

  it("signs in by the form, adds a patient by keyboard, and shows errors at their fields", async () => {
    const user = await opened.backend.signUp();
    const { page } = await opened.window();
    await signInByForm(page, user);
    await page.getByRole("navigation").getByRole("link", { name: "Patients", exact: true }).focus();
    await page.keyboard.press("Enter");
    // The start page, which stays until the list has loaded, has this link, too.
    await page.getByRole("heading", { level: 1, name: "Patients" }).waitFor();
    await page.getByRole("link", { name: "Add a patient" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Add a patient" }).waitFor();
    await expect.poll(() => focusedLabel(page)).toBe("First name");
    await page.getByLabel("Email address").focus();
    await page.keyboard.type("jane");
    await page.keyboard.press("Enter");
    await page.getByText("Not an email address").waitFor();
    expect(await page.getByText("Required").count()).toBe(2);
    expect(await focusedLabel(page)).toBe("First name");
    await lookAt(page, "patient-new-refused");
    await page.keyboard.type("Jane");
    await tabTo(page, "Last name");
    await page.keyboard.type("Roe");
    await tabTo(page, "Female");
    await page.keyboard.press("Space");
    await tabTo(page, "Date of birth");
    await page.keyboard.type("5 May");
    await page.keyboard.press("Enter");
    await page.getByText("Not a date of birth. Enter it like 29 Feb 1980.").waitFor();
    await page.keyboard.type(" 1980");
    await page.getByText("Read as 5 May 1980").waitFor();
    await page.getByLabel("Age", { exact: true }).and(page.locator(":disabled")).waitFor();
    await tabTo(page, "Email address");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("jane@example.org");
    await tabTo(page, "Preferred language");
    // By the suggested name, ignoring case.
    await page.keyboard.type("german (switzerland)");
    await tabTo(page, "Address");
    await page.keyboard.type("1 High Street");
    await tabTo(page, "Medical history");
    await page.keyboard.type("Asthma");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("heading", { name: "Jane Roe", exact: true }).waitFor();
    const { items } = await user.client.patient.list.query({});
    expect(items).toMatchObject([
      {
        name: "Jane Roe",
        gender: "female",
        dateOfBirth: "1980-05-05",
        dateOfBirthApproximate: false,
        email: "jane@example.org",
        preferredLanguage: "de-CH",
        address: "1 High Street",
        medicalHistory: "Asthma",
        phoneNumber: null,
      },
    ]);
    await page.getByText("German (Switzerland)", { exact: true }).waitFor();
  });
});
