import { readFile } from "node:fs/promises";
import type { SignedUp } from "@caretype/testing";
import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { makeColleague } from "./support/colleague.ts";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin, signInByForm, someName } from "./support/open.ts";
import { visit } from "./support/pages.ts";
import { dayFromNow, makeSchedule } from "./support/schedule.ts";

const opened = await openConsole();

const table = (page: Page) => page.getByRole("table", { name: "Patients" });
const names = (page: Page) => table(page).locator("[data-row-target]").allTextContents();
const check = (page: Page, name: string) => page.getByRole("checkbox", { name: `Select ${name}` });

async function addPatients({ client: { patient } }: SignedUp, count: number) {
  const added = [];
  for (let index = 1; index <= count; index++)
    added.push(await patient.create.mutate({ name: `Ann Lee ${index}`, gender: "unknown", age: 30 + index }));
  return added;
}

describe.skipIf(!opened)("the list of patients", () => {
  if (!opened) return;

  it("shows the total, doctors and unknown genders, and keeps the choice of density and columns", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { patient, doctor, assignment } = user.client;
    await Promise.all(
      Array.from({ length: 104 }, (_, index) =>
        patient.create.mutate({ name: `Bea Fox ${index}`, gender: "female" }),
      ),
    );
    const last = await patient.create.mutate({ name: "Ann Lee", gender: "unknown", age: 30 });
    const doctors = [
      await doctor.create.mutate({ name: "Bo Ray" }),
      await doctor.create.mutate({ name: "Cy Fox" }),
    ];
    for (const { id } of doctors) await assignment.create.mutate({ patientId: last.id, doctorId: id });
    await page.goto(`${origin}/patients`);
    await page.getByText("105 patients", { exact: true }).waitFor();
    const first = table(page).getByRole("row").nth(1);
    await first.getByText("Cy Fox +1").waitFor();
    await first.getByText("Unknown").waitFor();
    await lookAt(page, "patient-list");
    // The first press loads the menu, and Escape returns to the button, as it does later.
    for (const name of ["More actions", "Display"]) {
      const button = page.getByRole("button", { name, exact: true });
      await button.click();
      await expect.poll(() => button.getAttribute("aria-expanded")).toBe("true");
      await expect.poll(() => button.evaluate((node) => node !== document.activeElement)).toBe(true);
      await page.keyboard.press("Escape");
      await expect.poll(() => button.evaluate((node) => node === document.activeElement)).toBe(true);
    }
    // An immediate click in place of the removed button would count as the second half of a double click.
    await page.getByRole("button", { name: "Display" }).press("Enter");
    await page.getByText("Compact", { exact: true }).click();
    await page.getByRole("checkbox", { name: "Doctor" }).uncheck();
    await page.getByRole("checkbox", { name: "Address", exact: true }).check();
    await page.keyboard.press("Escape");
    await page.reload();
    await table(page).getByRole("columnheader", { name: "Address" }).waitFor();
    expect(await table(page).getByRole("columnheader", { name: "Doctor" }).count()).toBe(0);
    expect((await first.boundingBox())?.height).toBe(36);
    expect(await patient.count.query()).toEqual({ count: 105, isExact: true });
  });

  it("shows next visits in a column, by one call for a page of patients, and exports them", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { doctor, visitType, patient } = await makeSchedule(client);
    await client.patient.create.mutate({ name: "Bea Fox", gender: "female" });
    const day = dayFromNow(7);
    await client.appointment.book.mutate({
      patientId: patient.id,
      doctorId: doctor.id,
      visitTypeId: visitType.id,
      startsAt: `${day}T10:00:00Z`,
    });
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    const reads = () => asked.filter((url) => url.includes("appointment.visitsOfPatients")).length;
    await page.goto(`${origin}/patients`);
    await table(page).getByText("Bea Fox").waitFor();
    await page.getByRole("button", { name: "Display" }).click();
    expect(reads()).toBe(0);
    for (const name of ["Next visit", "Added", "Changed"])
      await page.getByRole("checkbox", { name, exact: true }).check();
    await page.keyboard.press("Escape");
    const row = table(page).getByRole("row").filter({ hasText: "Jane Roe" });
    await row.getByText(/, 1[12]:00$/).waitFor();
    expect(reads()).toBe(1);
    await page.getByRole("button", { name: "More actions" }).click();
    const exported = page.getByRole("menuitem", { name: "Export as CSV" });
    const [download] = await Promise.all([page.waitForEvent("download"), exported.click()]);
    // In the practice's time zone, as in the list.
    const csv = await readFile(await download.path(), "utf8");
    expect(csv).toMatch(new RegExp(`,${day} 1[12]:00,`));
    const added = new Date(patient.createdAt)
      .toLocaleString("sv-SE", { timeZone: "Europe/Vienna" })
      .slice(0, 16);
    expect(csv).toContain(`,${added},${added},`);
  });

  it("selects rows with Shift, assigns, removes and restores them, and names those that failed", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { patient, doctor, assignment } = user.client;
    const added = await addPatients(user, 5);
    const bo = someName("Bo");
    await doctor.create.mutate({ name: bo });
    await page.goto(`${origin}/patients?sort=oldest`);
    await check(page, "Ann Lee 1").check();
    await check(page, "Ann Lee 3").click({ modifiers: ["Shift"] });
    const bar = page.getByRole("toolbar", { name: "Selected patients" });
    await bar.getByText("3 selected").waitFor();
    await lookAt(page, "patient-list-selected");
    await bar.getByRole("button", { name: "Assign", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: "Doctor" }).fill(bo);
    await dialog.getByRole("option", { name: bo }).click();
    await dialog.getByLabel("Reason").fill("r".repeat(2001));
    await dialog.getByRole("button", { name: "Assign" }).click();
    await dialog.getByText("at most 2000 characters").waitFor();
    await dialog.getByLabel("Reason").fill("");
    await dialog.getByRole("button", { name: "Assign" }).click();
    await page.getByText(`${bo} is assigned to 3 patients`).waitFor();
    await expect.poll(async () => (await assignment.list.query()).items.length).toBe(3);
    await expect.poll(() => table(page).getByText(bo).count()).toBe(3);

    // Another user changes one of them.
    const [, second] = added;
    await page.getByRole("checkbox", { name: "Select all loaded patients" }).check();
    await bar.getByText("5 selected").waitFor();
    if (second) await patient.update.mutate({ id: second.id, expectedVersion: "any", name: "Ann Changed" });
    await bar.getByRole("button", { name: "Remove" }).click();
    await dialog.getByRole("button", { name: "Remove" }).click();
    await page.getByText("4 patients are removed").waitFor();
    await dialog.getByText("The action failed for 1 patient").waitFor();
    await dialog.getByText(/^Ann Lee 2: .*changed/).waitFor();
    await lookAt(page, "patient-list-failed");
    await dialog.getByRole("button", { name: "Close" }).last().click();
    await expect.poll(() => names(page)).toEqual(["Ann Changed"]);
    await page.getByRole("alert").getByRole("button", { name: "Undo" }).last().click();
    await expect.poll(async () => (await names(page)).length).toBe(5);
    await expect.poll(async () => (await assignment.list.query()).items.length).toBe(3);
  });

  it("exports the selected patients and the whole list, without formulas", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    await addPatients(user, 3);
    await user.client.patient.create.mutate({ name: "=HYPERLINK(1)", gender: "male" });
    await page.goto(`${origin}/patients?sort=oldest`);
    await check(page, "=HYPERLINK(1)").check();
    const read = async (press: () => Promise<unknown>) => {
      const [download] = await Promise.all([page.waitForEvent("download"), press()]);
      return readFile(await download.path(), "utf8");
    };
    const selected = await read(() => page.getByRole("button", { name: "Export as CSV" }).click());
    expect(selected).toMatch(
      /^\u{FEFF}Full name,First name,Last name,Born,Gender,.*\r\n("'=HYPERLINK\(1\)",){2},,Male,.*\r\n$/u,
    );
    await page.getByRole("button", { name: "More actions" }).click();
    const whole = await read(() => page.getByRole("menuitem", { name: "Export as CSV" }).click());
    expect(whole.trim().split("\r\n")).toHaveLength(5);
    await page.getByText("4 patients are exported").waitFor();
  });

  it("is as wide as a small laptop, with whole filters, names and tags", async () => {
    const { page, user } = await opened.signedIn({ at: null, width: 1024, height: 768 });
    await user.client.sampleData.add.mutate();
    await page.goto(`${origin}/patients`);
    await page.getByRole("button", { name: "Remove sample data" }).waitFor();
    // A visit alone selects nothing.
    await page.reload();
    const table = page.getByRole("table", { name: "Patients" });
    await table.getByText("Sample", { exact: true }).first().waitFor();
    const boxOf = (name: string) => page.getByLabel(name, { exact: true }).boundingBox();
    const order = await boxOf("Order");
    expect((order?.x ?? 0) + (order?.width ?? 0)).toBeLessThan(1024);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1024);
    const excess = (nodes: Element[]) =>
      nodes.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth).filter((pixels) => pixels > 0);
    expect(await table.getByRole("link").evaluateAll(excess)).toEqual([]);
    expect(await table.locator("..").evaluateAll(excess)).toEqual([]);
    // Read together: later content has moved both.
    const tops = (await Promise.all(["Search", "Order"].map(boxOf))).map((box) => box?.y);
    expect(tops[0]).toBe(tops[1]);
  });

  it("has two lines a patient on a telephone, the first within a third of the screen", async () => {
    const { page, user } = await opened.signedIn({ at: null, width: 360, height: 760 });
    // Its banner is above the list.
    await user.client.sampleData.add.mutate();
    const [invented] = (await user.client.patient.list.query({ limit: 1 })).items;
    const long = "Maximiliane Schwarzenberger-Hohenlohe";
    if (invented)
      await user.client.patient.update.mutate({ id: invented.id, expectedVersion: "any", name: long });
    await user.client.patient.create.mutate({
      name: "Ann Lee",
      gender: "female",
      age: 40,
      phoneNumber: "+43 660 777",
    });
    const firstOf = async (name: string, text: string | RegExp) => {
      await page.getByRole("table", { name }).getByText(text).first().waitFor();
      const found = page.getByRole("table", { name }).getByRole("row").nth(1);
      await page.getByRole("button", { name: "Remove sample data" }).waitFor();
      expect((await found.boundingBox())?.y, name).toBeLessThan(760 / 3);
      return found;
    };
    await page.goto(`${origin}/doctors`);
    await firstOf("Doctors", /\+41 44 000/);
    await visit(page, "/patients");
    const row = await firstOf("Patients", "+43 660 777");
    // However long the name is.
    const name = page.getByRole("link", { name: long });
    const tag = page.getByRole("row", { name: long }).getByText("Sample", { exact: true });
    expect((await tag.boundingBox())?.y).toBeLessThan(((await name.boundingBox())?.y ?? 0) + 10);
    await row.getByRole("link", { name: "Ann Lee" }).click();
    await page.getByRole("heading", { name: "Ann Lee" }).waitFor();
  });

  it("starts a clinician who is linked to a doctor at their own patients", async () => {
    const user = await opened.backend.signUp();
    const { client } = user;
    const [mine] = await addPatients(user, 2);
    const { id: doctorId } = await client.doctor.create.mutate({ name: "Bo Ray" });
    if (mine) await client.assignment.create.mutate({ patientId: mine.id, doctorId });
    const clinician = await makeColleague(opened.backend, user, "clinician");
    const { accountId } = await clinician.client.member.me.query();
    await client.member.linkDoctor.mutate({ accountId, doctorId });
    const { page } = await opened.window();
    await signInByForm(page, clinician);
    await page.getByRole("heading", { name: "My patients" }).waitFor();
    await expect.poll(() => names(page)).toEqual(["Ann Lee 1"]);
    await page.getByText("All patients", { exact: true }).click();
    await expect.poll(async () => (await names(page)).length).toBe(2);
  });
});
