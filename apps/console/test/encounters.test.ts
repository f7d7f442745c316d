import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { chooseMore } from "./support/choose-more.ts";
import { makeColleague } from "./support/colleague.ts";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";
import { makeSchedule } from "./support/schedule.ts";

const opened = await openConsole();

const button = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name, exact: typeof name === "string" });
const rows = (page: Page) => page.getByRole("table", { name: "All records" }).locator("[data-index]");
const openFirst = (page: Page) =>
  rows(page)
    .first()
    .getByRole("button", { name: /^Open the encounter/ })
    .click();

describe.skipIf(!opened)("encounters", () => {
  if (!opened) return;

  it("are planned, started, finished, edited and locked, and one that is over is written down", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { patient, doctor } = await makeSchedule(client);
    const latest = async () => (await client.encounter.list.query({ patientId: patient.id })).items[0];
    await page.goto(`${origin}/patients/${patient.id}?tab=encounters`);
    await page.getByText("No records of these kinds.").waitFor();

    await button(page, "Add encounter").click();
    await page.getByRole("radio", { name: "It is over" }).check();
    await page.getByLabel("Reason").fill("Sore throat");
    await button(page, "Add").click();
    await expect.poll(() => page.getByText("Required", { exact: true }).count()).toBe(2);
    await page.getByLabel("Start").fill("1.7.2026 10:00");
    await page.getByText("Read as 1 Jul 2026, 10:00").waitFor();
    // Input survives a closed tab.
    await page.reload();
    await button(page, "Add encounter").click();
    await page.getByText("What was typed earlier is here again.").waitFor();
    expect(await page.getByLabel("Reason").inputValue()).toBe("Sore throat");
    expect(await page.getByLabel("Start").inputValue()).toBe("1 Jul 2026, 10:00");
    await page.getByLabel("End").fill("tomorrow");
    await button(page, "Add").click();
    await page.getByText(/^Not a date\. Enter it like 29 Feb 1980, 14:30/).waitFor();
    await page.getByLabel("End").fill("2026-07-01T09:00");
    await button(page, "Add").click();
    await page.getByText("Has to be no earlier than the start").waitFor();
    await lookAt(page, "encounter-new");
    await page.getByLabel("End").fill("2026-07-01T10:20");
    await button(page, "Add").click();
    await rows(page).getByText("Wed, 1 Jul 2026, 10:00").waitFor();
    // The practice is in Vienna.
    expect(await latest()).toMatchObject({ startedAt: "2026-07-01T08:00:00Z", status: "finished" });

    await button(page, "Add encounter").click();
    await page.getByRole("radio", { name: "It is planned" }).check();
    await button(page, "Plan").click();
    await rows(page).getByText("Planned", { exact: true }).waitFor();
    await openFirst(page);
    await expect.poll(() => button(page, "Finish").count()).toBe(0);
    await button(page, "Start").click();
    await rows(page).getByText("In progress", { exact: true }).waitFor();
    await openFirst(page);
    await lookAt(page, "encounter");
    await button(page, "Finish").click();
    await expect.poll(() => rows(page).getByText("Finished", { exact: true }).count()).toBe(2);

    // Another user is faster: their class and doctor stay, and the second attempt saves the reason.
    await openFirst(page);
    await button(page, "Edit").click();
    await page.getByLabel("Reason").fill("Fever");
    const current = await latest();
    if (!current) throw new Error("no encounter");
    const { id, version } = current;
    const otherChange = { class: "home", doctorId: doctor.id } as const;
    await client.encounter.update.mutate({ id, expectedVersion: version, ...otherChange });
    await page.reload();
    await openFirst(page);
    await button(page, "Edit").click();
    expect(await page.getByLabel("Reason").inputValue()).toBe("Fever");
    await button(page, "Save").click();
    await page.getByText(/^Somebody has changed this encounter/).waitFor();
    await button(page, "Save").click();
    await rows(page).getByText("Fever").waitFor();
    expect(await latest()).toMatchObject({ ...otherChange, reason: { text: "Fever" } });
    await button(page, "Undo").click();
    await rows(page).getByText("Fever").waitFor({ state: "detached" });
    expect(await latest()).toMatchObject({ ...otherChange, reason: null });

    await openFirst(page);
    await button(page, "Lock").click();
    await page.getByText(/^Locking is for good/).waitFor();
    await button(page, "Lock for good").click();
    await page.getByText(/is locked/).waitFor();
    await openFirst(page);
    await page.getByRole("dialog").getByText("Locked", { exact: true }).first().waitFor();
    await button(page, "History").click();
    await page.getByText("Encounter added").waitFor();
    await page.getByRole("region", { name: "History" }).getByText(doctor.name).waitFor();
    expect(await button(page, "Edit").count()).toBe(0);
    await lookAt(page, "encounter-locked");
    await chooseMore(page.getByRole("dialog"), "Entered in error");
    await page.getByLabel("Reason").fill("Another patient");
    await button(page, "Entered in error").click();
    await expect.poll(() => rows(page).count()).toBe(1);
    await lookAt(page, "patient-encounters");

    await button(page, "More actions").click();
    await page.getByRole("menuitem", { name: "Remove" }).click();
    await page.getByRole("dialog").getByText("2 encounters").waitFor();
  });

  it("begin from an appointment that has arrived, and are hidden from the reception", async () => {
    const { page, user, client } = await opened.signedIn({ at: null });
    const { doctor, visitType, patient } = await makeSchedule(client);
    const { id, version } = await client.appointment.book.mutate({
      patientId: patient.id,
      doctorId: doctor.id,
      visitTypeId: visitType.id,
      reasonForVisit: "Cough",
      startsAt: new Date().toISOString().replace(/:\d\d\.\d+Z/, ":00Z"),
    });
    await client.appointment.checkIn.mutate({ id, expectedVersion: version });
    await page.goto(`${origin}/patients/${patient.id}?tab=appointments`);
    await button(page, /^Open the appointment of/).click();
    await button(page, "Call in").click();
    await page.getByRole("dialog").getByRole("textbox", { name: "Text" }).waitFor();
    await page.keyboard.press("Escape");
    await page.goto(`${origin}/patients/${patient.id}?tab=encounters`);
    await rows(page).getByText("In progress", { exact: true }).waitFor();
    const { items } = await client.encounter.list.query({ patientId: patient.id });
    expect(items).toMatchObject([
      { appointmentId: id, doctorId: doctor.id, reason: { text: "Cough" }, status: "in-progress" },
    ]);
    await page.getByRole("tab", { name: "Appointments" }).click();
    await button(page, /^Open the appointment of/).click();
    await button(page, "Note").click();
    await page.getByRole("dialog").getByRole("textbox", { name: "Text" }).waitFor();
    expect((await client.encounter.list.query({ patientId: patient.id })).items).toHaveLength(1);

    const reception = await makeColleague(opened.backend, user, "reception");
    const { page: desk } = await opened.window();
    await opened.signIn(desk, reception, `/patients/${patient.id}?tab=appointments`);
    await button(desk, /^Open the appointment of/).click();
    await button(desk, "Complete").waitFor();
    expect(await button(desk, /^(Call in|Note)$/).count()).toBe(0);
    await desk.keyboard.press("Escape");
    await desk.getByRole("tab", { name: "History" }).waitFor();
    expect(await desk.getByRole("tab", { name: "Encounters" }).count()).toBe(0);
  });
});
