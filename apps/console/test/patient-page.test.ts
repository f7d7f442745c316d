import { readFile } from "node:fs/promises";
import type { PatientId } from "@caretype/client";
import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { chooseMore } from "./support/choose-more.ts";
import { makeColleague } from "./support/colleague.ts";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin, someName } from "./support/open.ts";
import { visit } from "./support/pages.ts";
import { button, dialog } from "./support/parts.ts";
import { clickTwice } from "./support/second-click.ts";
import { shiftsOf, watchShifts } from "./support/shifts.ts";

const opened = await openConsole();

const tab = (page: Page, name: string) => page.getByRole("tab", { name, exact: true });
const openHistory = async (page: Page, name: string) => {
  await tab(page, "History").click();
  await tab(page, name).click();
};
const heading = (page: Page, name: string) => page.getByRole("heading", { name, exact: true });
const story =
  "Mild asthma since 1999, seasonal.\nInhaler as needed. No hospital stays so far, and no allergies that are known.\n".repeat(
    3,
  );

type Client = NonNullable<Awaited<ReturnType<NonNullable<typeof opened>["signedIn"]>>>["user"]["client"];

const details = {
  firstName: "Ann",
  gender: "female",
  dateOfBirth: "1980-03-05",
  phoneNumber: "+43 1 234 567",
  email: "ann@example.org",
  address: "Main Street 1\nVienna",
  medicalHistory: story,
} as const;

async function makePatient(client: Client, lastName = someName("Lee")) {
  return client.patient.create.mutate({ ...details, lastName });
}

async function assign(client: Client, patientId: PatientId, reasonForVisit: string | null = "Palpitations") {
  const doctor = await client.doctor.create.mutate({ name: someName("Sam Okafor"), specialization: "CARD" });
  return client.assignment.create.mutate({ patientId, doctorId: doctor.id, reasonForVisit });
}

/** The label of the focused button, or the text of the focused field. */
const focusedText = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement;
    if (focused instanceof HTMLTextAreaElement) return focused.value;
    return focused?.getAttribute("aria-label") ?? focused?.textContent;
  });

/** Runs in the page, in the user's time zone. Returns `2026-11-21T17:12`, the format of a time field. */
const localMinute = (instant: string) => {
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

async function open(page: Page, patient: { id: string; name: string }) {
  await page.goto(`${origin}/patients/${patient.id}`);
  await heading(page, patient.name).waitFor();
}

describe.skipIf(!opened)("the page of a patient", () => {
  if (!opened) return;

  it("is one workspace: who it is, what one reads, and what one writes, in five tabs", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const [ann, bo] = [await makePatient(user.client), await makePatient(user.client, someName("Ray"))];
    await user.client.condition.create.mutate({ patientId: ann.id, code: { text: "Asthma" } });
    await open(page, ann);
    const who = page.getByRole("complementary", { name: "About the patient" });
    await who.getByRole("region", { name: "Problems" }).getByText("Asthma").waitFor();
    await who.getByText("No immunizations.").waitFor();
    expect(await who.getByRole("region", { name: "Immunizations" }).count()).toBe(0);
    const names = ["Chart", "Notes", "Vitals", "Appointments", "History"];
    expect(await page.getByRole("tab").allTextContents()).toEqual(names);
    // Form input stays while the user reads other tabs.
    await button(page, "Add vitals").click();
    await dialog(page).getByLabel("Heart rate").fill("72");
    await tab(page, "History").click();
    await page.getByText("Patient added").waitFor();
    expect(await dialog(page).getByLabel("Heart rate").inputValue()).toBe("72");
    await dialog(page).getByText(ann.name, { exact: true }).first().waitFor();
    await page.keyboard.press("Escape");
    await lookAt(page, "patient-workspace");
    await page.setViewportSize({ width: 360, height: 740 });
    await visit(page, `/patients/${bo.id}?tab=timeline`);
    const last = tab(page, "History");
    await last.waitFor();
    await expect.poll(() => last.evaluate((node) => node.getBoundingClientRect().right)).toBeLessThan(360);
    // The tab's content precedes the patient's details.
    const added = page.getByText("Patient added");
    await added.waitFor();
    const top = (node: Element) => node.getBoundingClientRect().top;
    expect(await added.evaluate(top)).toBeLessThan(740);
    expect(await added.evaluate(top)).toBeLessThan(await who.evaluate(top));
  });

  it("shows details in the reader's time zone, and nothing personal in title and address", async () => {
    const { page, user } = await opened.signedIn({ at: null, timezone: "America/New_York" });
    const patient = await makePatient(user.client);
    await assign(user.client, patient.id);
    await open(page, patient);
    await page.getByText(/^Female · 5 Mar 1980 \(\d+\)$/).waitFor();
    await page.getByText("Mild asthma since 1999, seasonal.").waitFor();
    expect(await page.getByRole("link", { name: "+43 1 234 567" }).first().getAttribute("href")).toBe(
      "tel:+431234567",
    );
    expect(await page.getByRole("link", { name: "ann@example.org" }).getAttribute("href")).toBe(
      "mailto:ann@example.org",
    );
    const added = new Intl.DateTimeFormat("en-GB", {
      dateStyle: "medium",
      timeStyle: "short",
      timeZone: "America/New_York",
    }).format(new Date(patient.createdAt));
    await page.getByText(added, { exact: true }).first().waitFor();
    await page.getByText("Cardiology").waitFor();
    // The id is random: it may contain 1980.
    const address = page.url().replace(patient.id, "");
    expect(`${await page.title()} ${address}`).not.toMatch(/Ann|Lee|1980/);
    await lookAt(page, "patient-overview");
  });

  it("assigns a doctor, changes the reason, also despite a conflict, unassigns and undoes", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const patient = await makePatient(user.client);
    const doctor = await user.client.doctor.create.mutate({
      name: someName("Eve Ray"),
      specialization: "DERM",
    });
    await open(page, patient);
    await page.getByText("No doctor is assigned to this patient.").waitFor();
    await button(page, "Assign a doctor").click();
    await page.getByRole("combobox", { name: "Doctor" }).fill(doctor.name);
    await page.getByRole("option", { name: doctor.name }).click();
    await dialog(page).getByLabel("Reason").fill("Rash");
    await dialog(page).getByRole("button", { name: "Assign", exact: true }).click();
    const member = page.getByRole("article", { name: doctor.name });
    await member.getByText("Rash").waitFor();
    await member.getByText(new RegExp(`by ${user.email.split("@")[0]}`)).waitFor();

    await button(page, `Change the reason, ${doctor.name}`).click();
    await dialog(page).getByLabel("Reason").fill("Rash on both arms");
    const question = page.getByRole("dialog", { name: "Leave without saving?" });
    await page.keyboard.press("Escape");
    await question.getByText("Your changes are not saved yet.").waitFor();
    await expect.poll(() => focusedText(page)).toBe("Stay here");
    await page.keyboard.press("Escape");
    await question.waitFor({ state: "hidden" });
    expect(await focusedText(page)).toBe("Rash on both arms");
    await lookAt(page, "patient-reason");
    await dialog(page).getByRole("button", { name: "Save" }).click();
    await member.getByText("Rash on both arms").waitFor();
    await expect.poll(() => focusedText(page)).toBe(`Change the reason, ${doctor.name}`);
    const saved = page.getByRole("alert").filter({ hasText: "The reason for" });
    await saved.getByRole("button", { name: "Undo" }).click();
    await member.getByText("Rash", { exact: true }).waitFor();

    await button(page, `Change the reason, ${doctor.name}`).click();
    await dialog(page).getByLabel("Reason").fill("None of it");
    await page.keyboard.press("Escape");
    await question.getByRole("button", { name: "Leave", exact: true }).click();
    await dialog(page).first().waitFor({ state: "hidden" });
    await expect.poll(() => focusedText(page)).toBe(`Change the reason, ${doctor.name}`);

    await button(page, `Unassign ${doctor.name}`).click();
    await page.getByText("No doctor is assigned to this patient.").waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Care team");
    const notification = page.getByRole("alert").filter({ hasText: "is no longer assigned to" });
    await notification.getByRole("button", { name: "Undo" }).click();
    await member.getByText("Rash", { exact: true }).waitFor();

    await button(page, `Change the reason, ${doctor.name}`).click();
    const { items } = await user.client.assignment.listForPatient.query({ patientId: patient.id });
    for (const { id } of items)
      await user.client.assignment.update.mutate({ id, expectedVersion: "any", reasonForVisit: "Check-up" });
    await dialog(page).getByLabel("Reason").fill("Rash at night");
    await dialog(page).getByRole("button", { name: "Save" }).click();
    await dialog(page).getByText("Somebody else changed this").waitFor();
    await dialog(page).getByText("Check-up").waitFor();
    await lookAt(page, "patient-reason-conflict");
    await button(page, "All yours").click();
    await button(page, "Save selection").click();
    await member.getByText("Rash at night").waitFor();
  });

  it("shows changes by word, past versions, and reverts and undoes", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const patient = await makePatient(client);
    const { id } = patient;
    const assigned = await assign(client, id);
    const medicalHistory = story.replace("seasonal", "all year round");
    await client.patient.update.mutate({ id, expectedVersion: 1, medicalHistory, phoneNumber: null });
    await client.patient.update.mutate({
      id,
      expectedVersion: 2,
      lastName: "Ray",
      dateOfBirth: null,
      age: 41,
    });
    await client.assignment.update.mutate({
      id: assigned.id,
      expectedVersion: 1,
      reasonForVisit: "Check-up",
    });
    await page.goto(`${origin}/patients/${id}`);
    await tab(page, "History").click();
    const items = page.getByRole("tabpanel").getByRole("listitem");
    await items.nth(4).waitFor();
    const titles = [
      "Assignment of",
      "Details changed",
      "Details changed",
      assigned.doctorName,
      "Patient added",
    ];
    for (const [index, title] of titles.entries())
      expect(await items.nth(index).textContent()).toContain(title);
    await items.nth(0).locator("del", { hasText: "Palpitations" }).waitFor();
    await items.nth(0).locator("ins", { hasText: "Check-up" }).waitFor();
    await items.nth(1).getByText("5 Mar 1980").waitFor();
    await items.nth(2).locator("ins", { hasText: "all year round" }).waitFor();
    await items.nth(2).getByText("nothing recorded").waitFor();
    expect(await items.nth(2).textContent()).not.toContain("no allergies that are known");
    await items.nth(2).getByRole("button", { name: "Show the whole text" }).click();
    await items.nth(2).getByText("no allergies that are known").first().waitFor();
    await lookAt(page, "patient-timeline");

    const asOf = page.getByRole("tabpanel").getByLabel("View as of");
    await asOf.fill("12 Mar 2019 14:30");
    await button(page, "Choose a date").click();
    const calendar = page.getByRole("dialog");
    await calendar.locator("button:focus", { hasText: "12" }).waitFor();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await calendar.waitFor({ state: "hidden" });
    // The time stays.
    expect(await asOf.inputValue()).toBe("13 Mar 2019, 14:30");

    await items
      .nth(4)
      .getByRole("button", { name: /^View this version/ })
      .click();
    await dialog(page).getByText("5 Mar 1980").waitFor();
    await lookAt(page, "patient-as-it-was");
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "hidden" });

    await items
      .nth(4)
      .getByRole("button", { name: /^Revert to this version/ })
      .click();
    await dialog(page).locator("del", { hasText: "Ray" }).waitFor();
    await lookAt(page, "patient-revert");
    await client.patient.update.mutate({ id, expectedVersion: 3, address: "Side Street 2" });
    await button(page, "Revert").click();
    await dialog(page).getByText("Somebody changed the record").waitFor();
    await dialog(page).locator("del", { hasText: "Side Street 2" }).waitFor();
    await button(page, "Revert").click();
    await heading(page, patient.name).waitFor();
    expect(await client.patient.byId.query({ id })).toMatchObject({ version: 5, dateOfBirth: "1980-03-05" });
    await button(page, "Undo").click();
    await heading(page, "Ann Ray").waitFor();
    expect(await client.patient.byId.query({ id })).toMatchObject({ version: 6, address: "Side Street 2" });
  });

  it("pages a long timeline without gaps", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { id } = await makePatient(client);
    const { doctorName } = await assign(client, id);
    for (let number = 1; number <= 50; number++)
      await client.patient.update.mutate({ id, expectedVersion: number, phoneNumber: String(number) });
    await page.goto(`${origin}/patients/${id}?tab=timeline`);
    const items = page.getByRole("tabpanel").getByRole("listitem");
    await items.nth(49).waitFor();
    expect(await items.count()).toBe(50);
    expect(await page.getByText(`${doctorName} assigned`).count()).toBe(0);
    await button(page, "Show older entries").click();
    await page.getByText("Patient added").waitFor();
    expect(await items.count()).toBe(52);
    await page.getByText(`${doctorName} assigned`).waitFor();
    expect(await button(page, "Show older entries").count()).toBe(0);
  });

  it("shows former assignments, reads only this patient's, and shows the record at any time", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const [patient, other] = [await makePatient(client), await makePatient(client)];
    const left = await assign(client, patient.id);
    await assign(client, patient.id, "Check-up");
    const others = await assign(client, other.id, "Cough");
    for (const { id } of [left, others]) await client.assignment.remove.mutate({ id, expectedVersion: 1 });
    await page.goto(`${origin}/patients/${patient.id}?tab=timeline`);
    const items = page.getByRole("tabpanel").getByRole("listitem");
    await items.nth(3).waitFor();
    expect(await items.nth(0).textContent()).toContain(`${left.doctorName} unassigned`);
    expect(await items.nth(2).textContent()).toContain(`${left.doctorName} assigned`);
    expect(await items.nth(2).textContent()).toContain("Palpitations");
    expect(await items.count()).toBe(4);
    const { items: looked } = await client.audit.list.query({ subjectId: others.id });
    expect(looked.map(({ action }) => action)).toEqual(["assignment.remove", "assignment.create"]);
    await button(page, "Show").click();
    await page.getByText("Enter a day and a time").waitFor();
    await page.getByLabel("View as of").fill("2001-01-01T10:00");
    await button(page, "Show").click();
    await page.getByText("The record did not exist at that time").waitFor();
    // The selected minute means its end, after the patient was added.
    await page.getByLabel("View as of").fill(await page.evaluate(localMinute, patient.createdAt));
    await button(page, "Show").click();
    await dialog(page).getByText("ann@example.org").waitFor();
    await dialog(page).getByRole("button", { name: "Close" }).click();
    await page.getByLabel("View as of").fill("2100-01-01T10:00");
    await button(page, "Show").click();
    await dialog(page).getByText("ann@example.org").waitFor();
  });

  it("shows, filters and downloads the access log", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const patient = await makePatient(user.client);
    const colleague = await makeColleague(opened.backend, user, "reception");
    await colleague.client.patient.byId.query({ id: patient.id });
    await open(page, patient);
    await openHistory(page, "Access log");
    await page.getByRole("row", { name: /reception Read the patient's record/ }).waitFor();
    await page.getByRole("row", { name: /owner Added the patient/ }).waitFor();
    await lookAt(page, "patient-who-looked");

    const [download] = await Promise.all([
      page.waitForEvent("download"),
      button(page, "Download as CSV").click(),
    ]);
    expect(download.suggestedFilename()).toMatch(`access-log-${patient.id}-`);
    const csv = await readFile(await download.path(), "utf8");
    expect(csv.split("\r\n")[0]).toMatch(/^\u{FEFF}patient_id,at,/u);
    expect(csv).toContain("Added the patient");

    await page.getByLabel("First day").fill("2020-01-01");
    await page.getByLabel("Last day").fill("2019-01-01");
    await button(page, "Show").click();
    await page.getByText("Must not be after the last day").waitFor();
    await page.getByLabel("Last day").fill("2020-12-31");
    await button(page, "Show").click();
    await page.getByText("Nobody accessed the record in this period.").waitFor();
    expect(page.url()).toContain("tab=access&from=2020-01-01&until=2020-12-31");
    await button(page, "Today").click();
    await page.getByRole("row", { name: /Added the patient/ }).waitFor();
  });

  it("loads possible duplicates without layout shifts", async () => {
    const { page, user } = await opened.signedIn({ at: null, width: 360 });
    const ann = { name: "Ann Lee", gender: "female", dateOfBirth: "1980-03-05" } as const;
    const { id } = await user.client.patient.create.mutate(ann);
    await user.client.patient.create.mutate({ ...ann, onDuplicates: "allow" });
    await watchShifts(page);
    await page.goto(`${origin}/patients/${id}?tab=duplicates`);
    await page.getByRole("article", { name: "Ann Lee" }).waitFor();
    await page.getByText("No patient was merged into this one.").waitFor();
    expect(await shiftsOf(page)).toBeLessThan(0.01);
  });

  it("compares, merges and unmerges possible duplicates", async ({ expect }) => {
    const { page, client } = await opened.signedIn({ at: null });
    const lastName = someName("Double");
    const kept = await client.patient.create.mutate({
      ...details,
      lastName,
      address: null,
      phoneNumber: null,
    });
    const other = await client.patient.create.mutate({ ...details, lastName, email: "old@example.org" });
    const { doctorName, doctorId } = await assign(client, other.id, "Cough");
    await assign(client, kept.id);
    await open(page, kept);
    await openHistory(page, "Duplicates");
    await page.getByText("same birth date").waitFor();
    await page.getByText("No patient was merged into this one.").waitFor();
    await lookAt(page, "patient-duplicates");
    const unlike = await client.patient.create.mutate({ name: someName("Married"), gender: "female" });
    await page.getByRole("combobox", { name: /^Compare with/ }).fill(unlike.name);
    await page.getByRole("option", { name: unlike.name }).click();
    await button(page, "Compare").click();
    await page
      .getByRole("radiogroup", { name: "First name" })
      .getByLabel(/Married/)
      .waitFor();
    await page.getByRole("link", { name: "Cancel" }).click();
    await page.getByRole("link", { name: `Compare and merge with ${other.name}` }).click();
    const field = (name: string) => page.getByRole("radiogroup", { name });
    const stays = page.getByRole("radio", { name: /Suggested: / });
    // The other record is newer and more complete.
    await page.getByText("Suggested: more complete").waitFor();
    expect(await stays.isChecked()).toBe(true);
    await page
      .getByText(/is assigned to both|moves to the kept record/)
      .first()
      .waitFor();
    await lookAt(page, "patient-merge");
    await page.getByRole("radiogroup", { name: "Record to keep" }).getByRole("radio").nth(0).click();
    expect(
      await field("Phone")
        .getByLabel(/\+43 1 234 567/)
        .isChecked(),
    ).toBe(true);
    expect(
      await field("Email address")
        .getByLabel(/ann@example.org/)
        .isChecked(),
    ).toBe(true);
    await field("Email address")
      .getByLabel(/old@example.org/)
      .check();
    await field("Phone")
      .getByLabel(/\(empty\)/)
      .check();
    await page.getByText(`${doctorName} moves to the kept record: Cough`).waitFor();

    await client.patient.update.mutate({ id: other.id, expectedVersion: 1, address: "New Street 3" });
    await button(page, "Merge").click();
    await page.getByText("One of the records was changed.").waitFor();
    await field("Address")
      .getByLabel(/New Street 3/)
      .waitFor();
    await button(page, "Merge").click();
    await heading(page, kept.name).waitFor();
    await page.getByRole("article", { name: doctorName }).waitFor();
    await page.getByText("New Street 3").waitFor();
    expect(await client.patient.byId.query({ id: kept.id })).toMatchObject({
      email: "old@example.org",
      phoneNumber: null,
      address: "New Street 3",
      version: 2,
    });

    await tab(page, "History").click();
    const entry = page.getByRole("listitem").filter({ hasText: "Merged with" });
    await entry.getByText(`With the assignment of ${doctorName}`).waitFor();
    await entry.getByText("old@example.org").waitFor();
    expect(await page.getByText(/Details changed|Assignment of .* changed/).count()).toBe(0);
    // The other patient's name loads later.
    await entry.getByRole("link", { name: other.name }).waitFor();
    await lookAt(page, "patient-merge-timeline");
    await entry.getByRole("button", { name: "Undo the merge" }).click();
    await page.getByText(/are two patients again$/).waitFor();
    await page.getByText("Merge undone: separated from").waitFor();
    await entry.getByText("(undone since)").waitFor();
    expect(await client.patient.byId.query({ id: kept.id })).toMatchObject({
      email: "ann@example.org",
      phoneNumber: null,
      address: null,
    });
    const again = { keepId: kept.id, expectedVersion: "any", mergedId: other.id } as const;
    await client.patient.merge.mutate({ ...again, mergedExpectedVersion: "any" });

    await page.goto(`${origin}/patients/${other.id}`);
    await page
      .getByText(/^Merged into/)
      .first()
      .waitFor();
    await page.getByRole("listitem").filter({ hasText: "Merged into" }).first().waitFor();
    await lookAt(page, "patient-merged-away");
    await page.getByRole("link", { name: kept.name }).first().click();
    await openHistory(page, "Duplicates");
    await page.getByText("was merged into this patient.").first().waitFor();
    await client.patient.update.mutate({ id: kept.id, expectedVersion: "any", address: "Third Street" });
    await button(page, "Undo the merge").click();
    await page.getByText(/are two patients again; kept, as they were changed since: address$/).waitFor();
    await expect.poll(() => page.getByText(/^Undone/).count()).toBe(2);
    const team = await client.assignment.listForPatient.query({ patientId: other.id });
    expect(team.items.map((assignment) => assignment.doctorId)).toEqual([doctorId]);
  });

  it("restores removed patients, and reveals nothing of other practices' patients", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const patient = await makePatient(user.client);
    const stranger = await opened.backend.signUp();
    const foreign = await makePatient(stranger.client);
    for (const path of [foreign.id, "Jane%20Roe/edit", `${patient.id}/merge/17`]) {
      await page.goto(`${origin}/patients/${path}`);
      await heading(page, "Not found").waitFor();
      expect(await page.getByText(foreign.name).count()).toBe(0);
      expect(await page.getByRole("navigation").count()).toBeGreaterThan(0);
    }
    await open(page, patient);
    await chooseMore(page, "Remove");
    await page.waitForURL(`${origin}/patients`);
    await page.goto(`${origin}/patients/${patient.id}`);
    await page.getByText(/^Removed .*, by /).waitFor();
    await page.getByText("Patient removed").waitFor();
    await lookAt(page, "patient-removed");
    await button(page, "Restore").click();
    await tab(page, "Chart").waitFor();
  });

  it("unassigns only one doctor by a double click, unassigns and removes in one step, and undoes both", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const patient = await makePatient(user.client);
    const first = await assign(user.client, patient.id, "Cough");
    const second = await assign(user.client, patient.id, "Rash");
    const goes = await assign(user.client, patient.id);
    await open(page, patient);
    await clickTwice(button(page, `Unassign ${goes.doctorName}`));
    await page.getByText(`${goes.doctorName} is no longer assigned to`).waitFor();
    await chooseMore(page, "Remove");
    await dialog(page).getByText("2 doctors are still assigned.").waitFor();
    await lookAt(page, "patient-removal-refused");
    await dialog(page).getByRole("button", { name: "Cancel" }).click();
    await dialog(page).waitFor({ state: "hidden" });
    await chooseMore(page, "Remove");
    await dialog(page).getByRole("button", { name: "Unassign and remove" }).click();
    await page.getByText(`${patient.name} is unassigned and removed`).waitFor();
    await page.waitForURL(`${origin}/patients`);
    const removed = page.getByRole("alert").filter({ hasText: "is unassigned and removed" });
    await removed.getByRole("button", { name: "Undo" }).click();
    await expect
      .poll(() => user.client.patient.byId.query({ id: patient.id }).catch(() => null))
      .toMatchObject({ name: patient.name });
    const team = await user.client.assignment.listForPatient.query({ patientId: patient.id });
    expect(team.items.map(({ id }) => id).toSorted()).toEqual([first.id, second.id].toSorted());
  });

  it("rejects phone numbers without digits, and formats numbers", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const patient = await user.client.patient.create.mutate({
      name: someName("Pat Phone"),
      gender: "other",
      phoneNumber: "+919876543210",
    });
    await open(page, patient);
    const link = page.getByRole("link", { name: "+91 98765 43210" }).first();
    expect(await link.getAttribute("href")).toBe("tel:+919876543210");
    await page.getByRole("link", { name: "Edit" }).click();
    await page.getByLabel("Phone", { exact: true }).fill("abc");
    await page.getByText("A phone number needs digits").waitFor();
    await lookAt(page, "patient-phone-warning");
    await button(page, "Save").click();
    await page.getByText("Not a phone number: it has no digits").waitFor();
    await page.getByLabel("Phone").fill("+4312345678");
    await button(page, "Save").click();
    await page.getByRole("link", { name: "+43 1 2345678" }).first().waitFor();
    await visit(page, "/patients");
    await page.getByText("+43 1 2345678").waitFor();
  });

  it("shows each role only what it may see and do", async () => {
    const user = await opened.backend.signUp();
    const patient = await makePatient(user.client);
    const { doctorName } = await assign(user.client, patient.id);
    await user.client.patient.update.mutate({ id: patient.id, expectedVersion: 1, medicalHistory: "None" });
    const colleague = await makeColleague(opened.backend, user, "reception");
    const { page } = await opened.window();
    await opened.signIn(page, colleague, null);
    await open(page, patient);
    await button(page, `Unassign ${doctorName}`).waitFor();
    expect(await page.getByText("Medical history").count()).toBe(0);
    expect(await button(page, "Remove").count()).toBe(0);
    await tab(page, "History").click();
    expect(await tab(page, "Access log").count()).toBe(0);
    // Changes of hidden fields are hidden.
    await page.getByText("Patient added").waitFor();
    expect(await page.getByText("Details changed").count()).toBe(0);
    await visit(page, `/patients/${patient.id}?tab=access`);
    await page.getByText(/^Your role in this practice does not allow this/).waitFor();
    await visit(page, `/patients/${patient.id}/merge/${patient.id}`);
    await page.getByText(/^Your role in this practice does not allow this/).waitFor();
  });

  it("renders input as text", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const hostile = "<img src=x onerror=alert(1)>";
    const phoneNumber = "1 (javascript:alert) (<b>)";
    const patient = await client.patient.create.mutate({
      name: hostile,
      gender: "other",
      phoneNumber,
      address: hostile,
      medicalHistory: hostile,
    });
    await assign(client, patient.id, hostile);
    await client.patient.update.mutate({ id: patient.id, expectedVersion: 1, address: `${hostile} too` });
    await client.encounter.create.mutate({ patientId: patient.id, reason: { text: hostile } });
    await client.allergy.create.mutate({ patientId: patient.id, substance: { text: hostile } });
    await page.goto(`${origin}/patients`);
    for (const [name, shown] of [
      ["chart", 6],
      ["timeline", 8],
      ["access", 5],
    ] as const) {
      await visit(page, `/patients/${patient.id}?tab=${name}`);
      await page
        .getByText(hostile)
        .nth(shown - 1)
        .waitFor();
      expect(await page.locator("main img, [href^=javascript]").count()).toBe(0);
    }
  });

  it("works by keyboard", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const patient = await makePatient(user.client);
    await user.client.patient.update.mutate({ id: patient.id, expectedVersion: 1, phoneNumber: "0" });
    await open(page, patient);
    const { keyboard } = page;
    const focused = () =>
      page.evaluate(
        () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "",
      );
    const tabUntil = async (name: RegExp) => {
      for (let presses = 0; presses < 60; presses++) {
        if (name.test(await focused())) return;
        await keyboard.press("Tab");
      }
      throw new Error(`no focus on ${name}`);
    };
    await tabUntil(/^Chart$/);
    for (const name of ["Notes", "Vitals", "Appointments", "History"]) {
      await keyboard.press("ArrowRight");
      expect(await focused()).toBe(name);
    }
    expect(page.url()).not.toContain("tab=");
    await keyboard.press("Enter");
    await page.getByText("Patient added").waitFor();
    await tabUntil(/^Revert to this version, Patient added/);
    await keyboard.press("Enter");
    await dialog(page).waitFor();
    await expect.poll(focused).toBe("Cancel");
    await keyboard.press("Escape");
    await dialog(page).waitFor({ state: "hidden" });
    await expect.poll(focused).toMatch(/^Revert to this version, Patient added/);
    await keyboard.press("Enter");
    await tabUntil(/^Revert$/);
    await keyboard.press("Enter");
    await dialog(page).waitFor({ state: "hidden" });
    await page.getByText(/is reverted/).waitFor();
    await expect.poll(focused).toContain(patient.name);
    await tabUntil(/^Undo$/);
    await keyboard.press("Enter");
    await expect.poll(focused).toContain(patient.name);
    await expect
      .poll(async () => (await user.client.patient.byId.query({ id: patient.id })).phoneNumber)
      .toBe("0");
  });
});
