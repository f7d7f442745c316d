import { readFile } from "node:fs/promises";
import type { SignedUp } from "@caretype/testing";
import type { Locator, Page } from "playwright-core";
import { describe, it } from "vitest";
import { makeColleague } from "./support/colleague.ts";
import { expect } from "./support/expect.ts";
import { openConsole, someName } from "./support/open.ts";
import { visit } from "./support/pages.ts";
import { hasFocus, press, tabTo } from "./support/quality/keyboard.ts";
import { makeSchedule, openAlways } from "./support/schedule.ts";

const opened = await openConsole();

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

/** A practice with four visits that start now, and a patient without one. Two doctors are always available. */
async function fillToday({ client }: SignedUp) {
  const { doctor, visitType, patient } = await makeSchedule(client);
  const visit = { doctorId: doctor.id, visitTypeId: visitType.id, overrideReason: "All come now" };
  const startsAt = new Date().toISOString().replace(/:\d\d\.\d+Z/, ":00Z");
  const add = (name: string) => client.patient.create.mutate({ name, gender: "female" });
  await client.assignment.create.mutate({ patientId: patient.id, doctorId: doctor.id });
  for (const name of ["Ann Lee", "Bo Ray", "Cy Fox", "Ed Kim"])
    await client.appointment.book.mutate({ ...visit, startsAt, patientId: (await add(name)).id });
  await add("Di Orr");
  await openAlways(client, (await client.doctor.create.mutate({ name: "Eve Tan" })).id);
}

/** The tasks in the docs that are marked as counted here, with their keystrokes and clicks. */
async function countedTasks() {
  const documents = await readFile(new URL("../../../docs/use/console.md", import.meta.url), "utf8");
  const rows = documents.matchAll(/^\| (.+) ✓ \| .+? \| (\d+) \|/gm);
  return new Map(Array.from(rows, ([, task, now]) => [task, Number(now)]));
}

describe.skipIf(!opened)("the keyboard alone", () => {
  if (!opened) return;

  it("finds, edits and assigns a patient, undoes and signs out, with the focus always visible", async ({
    expect: expectHere,
  }) => {
    const { page, user } = await opened.signedIn();
    const { patient, doctor, assignment } = user.client;
    const [name, doctorName] = [someName("Ann"), someName("Bo")];
    const { id } = await patient.create.mutate({ name, gender: "female", address: "1 High Street" });
    await doctor.create.mutate({ name: doctorName });
    // It is first without a search.
    await doctor.create.mutate({ name: someName("Abe") });
    const assigned = async () =>
      (await assignment.list.query({})).items.map(({ doctorName: name, reasonForVisit }) => ({
        doctorName: name,
        reasonForVisit,
      }));

    // From the list's search to the row.
    await tabTo(page, page.getByRole("navigation").getByRole("link", { name: "Patients", exact: true }));
    await press(page, "Enter");
    await heading(page, "Patients").waitFor();
    await tabTo(page, page.getByLabel("Search"));
    await page.keyboard.type(name);
    await page.getByText("1 patient", { exact: true }).waitFor();
    await press(page, "ArrowDown");
    await expectHere.poll(() => hasFocus(page.getByRole("link", { name, exact: true }))).toBe(true);
    await press(page, "Enter");
    await heading(page, name).waitFor();

    await tabTo(page, page.getByRole("main").getByRole("link", { name: "Edit", exact: true }));
    await press(page, "Enter");
    const address = page.getByLabel("Address", { exact: true });
    await tabTo(page, address);
    await press(page, "Control+a");
    await page.keyboard.type("2 Low Street");
    await tabTo(page, page.getByRole("button", { name: "Save", exact: true }));
    await press(page, "Enter");
    await heading(page, name).waitFor();
    await expectHere.poll(() => patient.byId.query({ id })).toMatchObject({ address: "2 Low Street" });
    // The form's heading may contain the name, too, and "a" would be typed there.
    await page.getByRole("main").getByRole("link", { name: "Edit", exact: true }).waitFor();

    await press(page, "a");
    const dialog = page.getByRole("dialog");
    await expectHere.poll(() => hasFocus(dialog.getByRole("combobox", { name: "Doctor" }))).toBe(true);
    // Enter before the search results arrive.
    await page.keyboard.type(doctorName.slice(0, -2));
    await press(page, "Enter");
    await expectHere
      .poll(() => dialog.getByRole("combobox", { name: "Doctor" }).inputValue())
      .toBe(doctorName);
    await press(page, "Tab");
    await page.keyboard.type("Check-up");
    await press(page, "Control+Enter");
    await dialog.waitFor({ state: "detached" });
    await expectHere.poll(assigned).toEqual([{ doctorName, reasonForVisit: "Check-up" }]);

    await page.getByRole("alert").getByText("is assigned to").waitFor();
    await press(page, "Control+k");
    await page.getByRole("option", { name: /^Undo the last change/ }).waitFor();
    await press(page, "Enter");
    await expectHere.poll(assigned).toEqual([]);

    await tabTo(page, page.getByRole("button", { name: /^Your account/ }));
    await press(page, "Enter");
    await tabTo(page, page.getByRole("button", { name: "Sign out" }));
    await press(page, "Enter");
    await heading(page, "Sign in").waitFor();
    await press(page, "Tab");
  });

  it("takes as few keystrokes and clicks for the tasks of a reception as the documents say", async () => {
    const owner = await opened.backend.signUp();
    await fillToday(owner);
    const { page } = await opened.window();
    await opened.signIn(page, await makeColleague(opened.backend, owner, "reception"), "/today");
    const counted = new Map<string, number>();
    let count = 0;
    const task = async (name: string, run: () => Promise<unknown>) => {
      count = 0;
      await run();
      counted.set(name, count);
    };
    const strike = async (key: string) => {
      count += 1;
      await page.keyboard.press(key);
    };
    const click = async (locator: Locator) => {
      count += 1;
      await locator.click();
    };
    const choose = async (text: string) => {
      await page.keyboard.type(text);
      await page
        .getByRole("option", { name: new RegExp(text) })
        .first()
        .waitFor();
      await strike("Enter");
    };
    const button = (name: string) => page.getByRole("button", { name, exact: true });
    const times = page.locator("[data-time]");
    const focusedField = page.getByRole("dialog").locator(":is(textarea, input):focus");
    const waitForNotice = (text: string | RegExp) => page.getByRole("alert").getByText(text).waitFor();
    const openVisit = (name: string) =>
      click(page.getByRole("button", { name: new RegExp(`Open the visit of ${name}$`) }));
    const toPatient = async (name: string) => {
      await strike("Control+k");
      await choose(name);
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await heading(page, name).waitFor();
      await button("Book an appointment").waitFor();
    };
    const book = async (chooseTime: () => Promise<void>) => {
      await toPatient("Jane Roe");
      await strike("b");
      await times.nth(1).waitFor();
      await chooseTime();
      await expect.poll(() => hasFocus(button("Book"))).toBe(true);
      await strike("Enter");
      await waitForNotice(/^Jane Roe is booked for /);
    };

    await task("Check in a patient", () => click(button("Check in Ann Lee")));
    await waitForNotice("Ann Lee is checked in");
    await task("Take a check-in back", () => strike("u"));
    await button("Check in Ann Lee").waitFor();
    await task("Check in whoever gives a name", async () => {
      await strike("w");
      await focusedField.waitFor();
      await choose("Bo Ray");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await button("Complete the visit of Bo Ray").waitFor();
    });
    await task("Check in a patient without an appointment", async () => {
      await strike("w");
      await focusedField.waitFor();
      await choose("Di Orr");
      await expect.poll(() => hasFocus(page.getByRole("button", { name: /^Now, / }).first())).toBe(true);
      await strike("Enter");
      await button("Complete the visit of Di Orr").waitFor();
    });
    await task("Complete a visit", () => click(button("Complete the visit of Bo Ray")));
    await task("Note who did not come", () => click(button("Cy Fox did not come")));
    await waitForNotice("Cy Fox did not come");
    await task("Change the reason for a visit of today", async () => {
      await openVisit("Ann Lee");
      await click(button("Change"));
      await focusedField.waitFor();
      await page.keyboard.type("Cough");
      await strike("Enter");
      await waitForNotice("The appointment of Ann Lee is changed");
    });
    await task("Cancel an appointment of today", async () => {
      await openVisit("Ed Kim");
      await click(button("Cancel appointment"));
      await focusedField.waitFor();
      await page.keyboard.type("Ill");
      await strike("Enter");
      await waitForNotice("The appointment of Ed Kim is cancelled");
    });
    await task("Take a cancellation back", () => strike("u"));
    await button("Check in Ed Kim").waitFor();
    await task("Move today's appointment to another free time", async () => {
      await openVisit("Ann Lee");
      await click(button("Reschedule"));
      await click(times.nth(1));
      await strike("Enter");
      await waitForNotice(/^Ann Lee is moved to /);
    });
    await task("Find a patient by name, birth or phone", () => toPatient("Cy Fox"));
    await task("Book the next free time with the patient's doctor", () => book(() => strike("Alt+n")));
    await task("Undo a booking", () => strike("u"));
    await page
      .getByRole("alert")
      .getByText(/^Jane Roe is booked for /)
      .waitFor({ state: "detached" });
    await task("Book another free time with the patient's doctor", () => book(() => click(times.nth(1))));
    await task("Correct a phone number", async () => {
      await toPatient("Di Orr");
      await strike("e");
      await click(page.getByLabel("Phone"));
      await page.keyboard.type("044 555 01 02");
      await strike("Enter");
      await waitForNotice("The changes to Di Orr are saved");
    });
    await visit(page, "/today");
    await button("Check in Ed Kim").waitFor();
    await task("Add a patient", async () => {
      await strike("n");
      await page.getByLabel("First name").waitFor();
      await page.keyboard.type("Flo");
      await strike("Tab");
      await page.keyboard.type("Ott");
      await strike("Tab");
      await strike("Space");
      await strike("Control+Enter");
      await heading(page, "Flo Ott").waitFor();
    });
    expect(counted).toEqual(await countedTasks());
  });
});
