import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";

const opened = await openConsole();

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

describe.skipIf(!opened)("a patient's page", () => {
  if (!opened) return;

  it("leads to the next patient of the list, and back to the list as it was", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    for (const name of ["Ann Lee", "Bea Lee", "Cleo Lee", "Dan Fox"])
      await user.client.patient.create.mutate({ name, gender: "female", age: 40 });
    await page.goto(`${origin}/patients?sort=oldest&gender=female`);
    await page.getByLabel("Search").fill("Lee");
    await page.getByText("3 patients", { exact: true }).waitFor();
    await page.getByRole("link", { name: "Ann Lee", exact: true }).click();
    await heading(page, "Ann Lee").waitFor();
    await page.keyboard.press("j");
    await heading(page, "Bea Lee").waitFor();
    await page.getByRole("button", { name: "Next patient" }).click();
    await heading(page, "Cleo Lee").waitFor();
    await expect.poll(() => page.getByRole("button", { name: "Next patient" }).isDisabled()).toBe(true);
    await page.keyboard.press("k");
    await heading(page, "Bea Lee").waitFor();
    await page.getByRole("link", { name: "Patients", exact: true }).last().click();
    await page.getByText("3 patients", { exact: true }).waitFor();
    expect(await page.getByLabel("Search").inputValue()).toBe("Lee");
    expect(page.url()).toBe(`${origin}/patients?sort=oldest&gender=female`);
  });

  it("shows what needs attention, the last changes, and a phone number to copy", async () => {
    const { page, context, user } = await opened.signedIn({ at: null });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const ann = {
      name: "Ann Lee",
      gender: "unknown",
      dateOfBirth: "1980-02-29",
      phoneNumber: "+43 660 5550199",
    } as const;
    await user.client.patient.create.mutate(ann);
    const { id } = await user.client.patient.create.mutate(ann);
    await page.goto(`${origin}/patients/${id}`);
    const alerts = page.getByRole("alert", { name: "Needs attention" });
    await alerts.getByText("1 possible duplicate").waitFor();
    await alerts.getByText("No doctor is assigned.").waitFor();
    await page.getByRole("region", { name: "Details" }).getByText("Added").waitFor();
    await lookAt(page, "patient-record");
    await page.getByRole("button", { name: "Copy the phone number" }).click();
    await page.getByRole("button", { name: "Phone number copied" }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("+43 660 5550199");
  });

  it("prints as one sheet, without navigation, with who printed it", async () => {
    const { page, user } = await opened.signedIn({ at: null, scheme: "dark" });
    const { patient, doctor, assignment, allergy } = user.client;
    const { id } = await patient.create.mutate({
      name: "Ann Lee",
      gender: "female",
      dateOfBirth: "1980-02-29",
      medicalHistory: "Asthma since childhood",
    });
    const { id: doctorId } = await doctor.create.mutate({ name: "Bo Ray" });
    await assignment.create.mutate({ patientId: id, doctorId, reasonForVisit: "Cough" });
    await allergy.create.mutate({ patientId: id, substance: { text: "Penicillin" }, criticality: "high" });
    await page.goto(`${origin}/patients/${id}`);
    await page.getByRole("article", { name: "Bo Ray" }).waitFor();
    await page.getByText("Penicillin").first().waitFor();
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const sheet = page.locator("[data-print-sheet]");
    // Its code loads after the page's.
    await expect
      .poll(async () => {
        await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
        return sheet.count();
      })
      .toBe(1);
    for (const text of [
      "29 Feb 1980",
      "Penicillin",
      "Bo Ray: Cough",
      "Asthma since childhood",
      id,
      "Printed by",
    ])
      await sheet.getByText(text).first().waitFor();
    // Hidden for living patients.
    expect(await sheet.getByText("Date of death").count()).toBe(0);
    expect(await page.getByRole("navigation").count()).toBe(0);
    expect(await sheet.evaluate((node) => getComputedStyle(node).color)).toBe("rgb(0, 0, 0)");
    if (process.env.CARETYPE_SCREENSHOTS)
      await page.screenshot({ path: `${process.env.CARETYPE_SCREENSHOTS}/print.png` });
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    expect(await sheet.count()).toBe(0);
  });
});
