import type { Client, PatientId, RouterInputs } from "@caretype/client";
import { asId } from "@caretype/core/kernel/field/ids";
import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { makeColleague } from "./support/colleague.ts";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";
import { readAnew, visit } from "./support/pages.ts";
import { button, dismissNotice } from "./support/parts.ts";
import { dayFromNow, makeSchedule, openAlways } from "./support/schedule.ts";

const opened = await openConsole();

const group = (page: Page, name: string | RegExp) => page.getByRole("region", { name });

type Booking = Pick<RouterInputs["appointment"]["book"], "patientId" | "doctorId" | "visitTypeId">;

/** Books a visit in progress. It started with the current minute, so it is always today. */
const bookNow = (client: Client, booking: Booking) =>
  client.appointment.book.mutate({
    ...booking,
    startsAt: new Date().toISOString().replace(/:\d\d\.\d+Z/, ":00Z"),
  });

/** The reads of appointments in a patient's access log. */
const readsOf = async (client: Client, patientId: PatientId) =>
  (await client.audit.accessReport.query({ patientId })).items
    .map(({ action }) => action)
    .filter((action) => ["appointment.list", "appointment.visitsOfPatients"].includes(action));

describe.skipIf(!opened)("today", () => {
  if (!opened) return;

  it("checks in, completes and notes who did not come, also for somebody who comes late", async () => {
    const { page, client } = await opened.signedIn({ at: "/account" });
    const { doctor, visitType, patient } = await makeSchedule(client);
    const { appointment } = client;
    await page.getByRole("link", { name: "Today", exact: true }).waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("t");
    await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
    await page.getByText("No appointments today").waitFor();
    await page.getByRole("link", { name: "Open the calendar" }).waitFor();
    const other = await client.patient.create.mutate({ name: "Bo Ray", gender: "male", age: 30 });
    const second = await client.doctor.create.mutate({ name: "Ada Lind" });
    await client.openingHours.set.mutate({
      doctorId: second.id,
      expectedVersion: "any",
      weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: "00:00", closes: "24:00" })),
    });
    const jane = await bookNow(client, {
      patientId: patient.id,
      doctorId: doctor.id,
      visitTypeId: visitType.id,
    });
    await bookNow(client, { patientId: other.id, doctorId: second.id, visitTypeId: visitType.id });
    await readAnew(page);
    await group(page, "Expected (2)").waitFor();
    await button(page, "Check in Jane Roe").click();
    await group(page, "Waiting (1)")
      .getByText(/^(just arrived|waiting \d+ minutes?)$/)
      .waitFor();
    expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe("Check in Bo Ray");
    await button(page, "Undo").click();
    await group(page, "Expected (2)").waitFor();
    await button(page, "Check in Jane Roe").click();
    await group(page, "Waiting (1)").waitFor();
    await button(page, "Bo Ray did not come").click();
    await group(page, "Over (1)").getByText("Did not come", { exact: true }).waitFor();
    await lookAt(page, "today");
    await button(page, "Check in Bo Ray").click();
    await group(page, "Waiting (2)").waitFor();
    await button(page, "Complete the visit of Bo Ray").click();
    await group(page, "Over (1)").getByText("Completed", { exact: true }).waitFor();
    // Another user is faster.
    const { version } = await appointment.byId.query({ id: jane.id });
    await appointment.cancel.mutate({ id: jane.id, expectedVersion: version, reason: "Left" });
    await button(page, "Complete the visit of Jane Roe").click();
    await page.getByText("The appointment of Jane Roe was not changed").waitFor();
    await group(page, "Waiting (0)").waitFor();
    // The error disappears with the page.
    await page.getByRole("link", { name: "Calendar", exact: true }).click();
    await page.getByText("The appointment of Jane Roe was not changed").waitFor({ state: "detached" });
  });

  it("calls a patient in by one click, which opens the note, and shows the desk who is in", async () => {
    const { page, user, client } = await opened.signedIn({ at: null });
    const { doctor, visitType, patient } = await makeSchedule(client);
    const { id } = await bookNow(client, {
      patientId: patient.id,
      doctorId: doctor.id,
      visitTypeId: visitType.id,
    });
    await client.appointment.checkIn.mutate({ id, expectedVersion: "any" });
    await page.goto(`${origin}/today`);
    const encounters = async () => (await client.encounter.list.query({ patientId: patient.id })).items;
    const note = page.getByRole("dialog").getByRole("textbox", { name: "Text" });
    await button(page, "Call in Jane Roe").click();
    await note.waitFor();
    expect(await encounters()).toMatchObject([{ appointmentId: id, status: "in-progress" }]);
    await page.getByText(/^With the doctor since \d\d:\d\d$/).waitFor();
    // A wrong click.
    await button(page, "Undo").click();
    await group(page, "Waiting (1)").waitFor();
    expect(await encounters()).toEqual([]);
    await button(page, "Call in Jane Roe").click();
    await note.fill("Sleeps well.");
    await page.getByText(/^Saved \d\d:\d\d$/).waitFor();
    expect((await client.noteDraft.list.query({ patientId: patient.id })).items).toMatchObject([
      { text: "Sleeps well.", encounterId: (await encounters())[0]?.id },
    ]);
    await visit(page, "/today");
    await group(page, "With the doctor (1)").getByText("just called in").waitFor();
    await group(page, "Waiting (0)").waitFor();
    await button(page, "Write the note of Jane Roe").click();
    await expect.poll(() => note.inputValue()).toBe("Sleeps well.");

    const reception = await makeColleague(opened.backend, user, "reception");
    const { page: desk } = await opened.window();
    await opened.signIn(desk, reception, "/today");
    await group(desk, "With the doctor (1)").getByText("just called in").waitFor();
    expect(await desk.getByRole("button", { name: /^(Call in|Write the note of) / }).count()).toBe(0);
    // Over an hour is highlighted.
    const [encounter] = await encounters();
    const startedAt = new Date(Date.now() - 65 * 60_000).toISOString();
    await client.encounter.update.mutate({
      id: encounter?.id ?? asId(""),
      expectedVersion: "any",
      startedAt,
    });
    await readAnew(desk);
    const long = group(desk, "With the doctor (1)").getByText(/^in for 1 h [5-9] min$/);
    await long.waitFor();
    const usual = desk.getByText("Check-up").first();
    const colorOf = (text: typeof long) => text.evaluate((node) => getComputedStyle(node).color);
    expect(await colorOf(long)).not.toBe(await colorOf(usual));
    await lookAt(desk, "today-inside");
    await visit(desk, "/calendar?view=agenda");
    await desk
      .getByRole("button", { name: /Jane Roe/ })
      .getByText("With the doctor")
      .waitFor();
    await visit(desk, "/today");
    await button(desk, "Complete the visit of Jane Roe").click();
    await group(desk, "Over (1)").waitFor();
    expect(await group(desk, /^With the doctor/).count()).toBe(0);
  });

  it("shows a doctor's own visits first, and those of tomorrow when the day is over", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { doctor, visitType, patient } = await makeSchedule(client);
    const pair = { patientId: patient.id, doctorId: doctor.id, visitTypeId: visitType.id };
    // Late in the evening, Vienna is a day ahead.
    const tomorrow = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Vienna" }).format(
      Date.now() + 86_400_000,
    );
    await client.appointment.book.mutate({ ...pair, startsAt: `${tomorrow}T10:00:00Z` });
    const me = await client.member.me.query();
    await client.member.linkDoctor.mutate({ accountId: me.accountId, doctorId: doctor.id });
    await page.goto(`${origin}/today`);
    await group(page, /^Tomorrow, .* \(1\)$/)
      .getByRole("link", { name: "Jane Roe" })
      .waitFor();
    const other = await client.doctor.create.mutate({ name: "Ada Lind" });
    await client.openingHours.set.mutate({
      doctorId: other.id,
      expectedVersion: "any",
      weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: "00:00", closes: "24:00" })),
    });
    const bo = await client.patient.create.mutate({ name: "Bo Ray", gender: "male" });
    await bookNow(client, pair);
    await bookNow(client, { ...pair, patientId: bo.id, doctorId: other.id });
    await page.reload();
    await group(page, "Expected (1)").getByRole("link", { name: "Jane Roe" }).waitFor();
    await page.getByLabel("Doctor").selectOption("All doctors");
    await group(page, "Expected (2)").getByRole("link", { name: "Bo Ray" }).waitFor();
  });

  it("checks in whoever comes by a key and Enter, also without an appointment", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { doctor, visitType, patient } = await makeSchedule(client);
    const bo = await client.patient.create.mutate({ name: "Bo Ray", gender: "male" });
    const pair = { doctorId: doctor.id, visitTypeId: visitType.id };
    await bookNow(client, { ...pair, patientId: patient.id });
    await page.goto(`${origin}/today`);
    await group(page, "Expected (1)").waitFor();
    const walkIn = async (name: string) => {
      await page.keyboard.press("w");
      await page.getByRole("dialog", { name: "Walk-in" }).waitFor();
      await page.keyboard.type(name);
    };
    await walkIn("Bo");
    await page.getByRole("option", { name: "Bo Ray" }).waitFor();
    // Results overflow the dialog, which would clip them.
    const bottomOf = (role: "dialog" | "listbox") =>
      page.getByRole(role).evaluate((node) => node.getBoundingClientRect().bottom);
    await expect.poll(() => bottomOf("listbox")).toBeGreaterThan(await bottomOf("dialog"));
    await lookAt(page, "walk-in");
    await page.keyboard.press("Enter");
    // The only doctor is with a patient.
    await page.getByText("Nobody is free right now. Next available:").waitFor();
    expect((await client.appointment.list.query({ patientId: bo.id })).items).toEqual([]);
    await page.keyboard.press("Escape");
    // Own doctors come first, unless they are off.
    const ada = await client.doctor.create.mutate({ name: "Ada Lind" });
    await openAlways(client, ada.id);
    const absent = await client.doctor.create.mutate({ name: "Abe Gone" });
    await client.assignment.create.mutate({ patientId: bo.id, doctorId: absent.id });
    await walkIn("Bo");
    await page.keyboard.press("Enter");
    // The kind of visit, and its length.
    const kind = page.getByRole("dialog").getByLabel("Visit type");
    await expect.poll(() => kind.locator("option:checked").textContent()).toBe("Check-up (60 minutes)");
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Now, Ada Lind");
    await page.keyboard.press("Enter");
    await group(page, "Waiting (1)").getByRole("link", { name: "Bo Ray" }).waitFor();
    const [booked] = (await client.appointment.list.query({ patientId: bo.id })).items;
    expect(booked).toMatchObject({ doctorId: ada.id, status: "arrived", overrideReason: null });
    // A checked-in patient gets no second visit.
    await walkIn("Bo");
    await page.keyboard.press("Enter");
    await page.getByText("Bo Ray is checked in already").waitFor();
    await page.getByRole("dialog", { name: "Bo Ray" }).waitFor();
    await page.keyboard.press("Escape");
    await group(page, "Waiting (1)").waitFor();
    // A patient with an appointment today is checked in for it.
    await walkIn("Jane");
    await page.keyboard.press("Enter");
    await group(page, "Waiting (2)").getByRole("link", { name: "Jane Roe" }).waitFor();
    await group(page, "Expected (0)").waitFor();
    const ofBo = page.getByRole("alert").filter({ hasText: "Bo Ray is checked in with Ada Lind" });
    await ofBo.getByRole("button", { name: "Undo" }).click();
    await group(page, "Waiting (1)").getByRole("link", { name: "Jane Roe" }).waitFor();
    expect((await client.appointment.list.query({ patientId: bo.id })).items).toMatchObject([
      { status: "cancelled" },
    ]);
  });

  it("says who is free next if nobody is now, and puts a patient in between", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { doctor, visitType, patient } = await makeSchedule(client);
    const bo = await client.patient.create.mutate({ name: "Bo Ray", gender: "male" });
    const pair = { doctorId: doctor.id, visitTypeId: visitType.id };
    const { endsAt } = await bookNow(client, { ...pair, patientId: patient.id });
    await page.goto(`${origin}/today`);
    await group(page, "Expected (1)").waitFor();
    const bookings = async (patientId: PatientId) =>
      (await client.appointment.list.query({ patientId })).items.filter(
        ({ status }) => status !== "cancelled",
      );
    await page.keyboard.press("w");
    await page.getByRole("combobox", { name: "Patient" }).fill("Bo");
    await page.getByRole("option", { name: "Bo Ray" }).waitFor();
    await page.keyboard.press("Enter");
    const next = page.getByRole("button", { name: new RegExp(`, ${doctor.name}, Cardiology$`) });
    await next.waitFor();
    await lookAt(page, "walk-in-next");
    await next.click();
    await page.getByText(/^Bo Ray is (checked in|booked)/).waitFor();
    const [booked] = await bookings(bo.id);
    expect(booked).toMatchObject({ ...pair, overrideReason: null });
    expect(Date.parse(booked?.startsAt ?? "")).toBeGreaterThanOrEqual(Date.parse(endsAt));
    await button(page, "Undo").click();
    await expect.poll(() => bookings(bo.id)).toEqual([]);
    // An unknown person is added, and squeezed in.
    await page.keyboard.press("w");
    await page.getByRole("combobox", { name: "Patient" }).fill("Zoe Van Dijk");
    await page.getByRole("option", { name: "Add “Zoe Van Dijk” as a new patient" }).click();
    const form = page.getByRole("dialog", { name: "Add a patient" });
    await form.getByRole("radio", { name: "Female", exact: true }).check();
    await form.getByLabel("Date of birth").fill("29.2.1980");
    await lookAt(page, "patient-new-short");
    await form.getByRole("button", { name: "Add the patient" }).click();
    await page.getByRole("button", { name: "Fit in now" }).click();
    await group(page, "Waiting (1)").getByRole("link", { name: "Zoe Van Dijk" }).waitFor();
    const [zoe] = (await client.patient.list.query({ q: "Zoe" })).items;
    expect(zoe).toMatchObject({ firstName: "Zoe Van", lastName: "Dijk", dateOfBirth: "1980-02-29" });
    expect(zoe && (await bookings(zoe.id))).toMatchObject([
      { ...pair, status: "arrived", overrideReason: "Came without an appointment" },
    ]);
  });

  it("tells patients of one name apart by their birth", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { doctor, visitType, patient } = await makeSchedule(client);
    const pair = { doctorId: doctor.id, visitTypeId: visitType.id };
    const overrideReason = "Both came";
    const of = (name: string, dateOfBirth: string) =>
      client.patient.create.mutate({ name, dateOfBirth, gender: "female" });
    const others = [await of("jane roe", "1980-02-29"), await of("Ann Lee", "1990-01-02")];
    for (const { id: patientId } of [patient, ...others])
      await client.appointment.book.mutate({
        ...pair,
        patientId,
        overrideReason,
        startsAt: new Date().toISOString().replace(/:\d\d\.\d+Z/, ":00Z"),
      });
    await page.goto(`${origin}/today`);
    for (const place of ["/today", "/calendar?view=agenda"]) {
      await visit(page, place);
      // The agenda shows a visit over midnight on both days.
      await page
        .getByText(/29 Feb 1980/)
        .first()
        .waitFor();
      await page
        .getByText(/Ann Lee/)
        .last()
        .waitFor();
      expect(await page.getByText(/2 Jan 1990/).count()).toBe(0);
    }
  });

  it("lists the reader's own notes that wait for a signature", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { id: patientId } = await client.patient.create.mutate({ name: "Jane Roe", gender: "female" });
    await page.goto(`${origin}/today`);
    await page.getByRole("region", { name: "To do" }).waitFor();
    expect(await page.getByRole("region", { name: "Notes to sign" }).count()).toBe(0);
    await client.noteDraft.create.mutate({ patientId, text: "Sleeps well." });
    await page.reload();
    await page.getByRole("region", { name: "To do" }).waitFor();
    // Users who are no doctors cannot sign them.
    expect(await page.getByRole("region", { name: "Notes to sign" }).count()).toBe(0);
    const { accountId } = await client.member.me.query();
    const doctor = await client.doctor.create.mutate({ name: "Ada Lind" });
    await client.member.linkDoctor.mutate({ accountId, doctorId: doctor.id });
    await page.reload();
    await group(page, "Notes to sign").getByRole("link", { name: "Jane Roe" }).click();
    await page.getByRole("heading", { level: 1, name: "Jane Roe" }).waitFor();
  });

  it("is where the console opens, unless reports are chosen on this device", async () => {
    const { page } = await opened.signedIn({ at: "/settings/display" });
    await page.getByLabel("Start page").selectOption("Reports");
    await page.goto(`${origin}/`);
    await page.getByRole("heading", { level: 1, name: "Reports" }).waitFor();
    await page.getByRole("link", { name: "Today", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
  });

  it("shows a patient's next and last visit, and opens one from the list", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { doctor, visitType, patient } = await makeSchedule(client);
    const pair = { patientId: patient.id, doctorId: doctor.id, visitTypeId: visitType.id };
    const booked = await bookNow(client, pair);
    const now = await client.appointment.checkIn.mutate({ id: booked.id, expectedVersion: booked.version });
    await page.goto(`${origin}/patients/${patient.id}`);
    await page.getByText(/^Waiting since \d\d:\d\d$/).waitFor();
    expect(await page.getByText(/^Next visit/).count()).toBe(0);
    await client.appointment.complete.mutate({ id: now.id, expectedVersion: now.version });
    const nextWeek = new Date(Date.now() + 7 * 86_400_000).toISOString().replace(/T.*/, "T10:00:00Z");
    await client.appointment.bookSeries.mutate({ ...pair, startsAt: nextWeek, everyWeeks: 2, times: 3 });
    await page.goto(`${origin}/patients/${patient.id}`);
    await page.getByText(/^Next visit: \w+, \d+ \w+ \d{4}, 1[12]:00$/).waitFor();
    await page.getByText(/^Last visit: /).waitFor();
    // Each time, the heading is one entry in the patient's access log.
    const read = "appointment.visitsOfPatients";
    expect(await readsOf(client, patient.id)).toEqual([read, read]);
    await page.getByRole("tab", { name: "Appointments" }).click();
    await group(page, "Past and cancelled").getByText("Completed", { exact: true }).waitFor();
    await lookAt(page, "patient-appointments");
    const open = group(page, "Upcoming").getByRole("button", { name: /^Open the appointment of / });
    await expect.poll(() => open.count()).toBe(3);
    const [, second] = (await client.appointment.list.query({ patientId: patient.id, from: dayFromNow(2) }))
      .items;
    await open.nth(1).click();
    await page.getByRole("dialog").getByText("Check-up").first().waitFor();
    await page.keyboard.press("Escape");
    await client.appointment.cancelSeries.mutate({
      id: second?.id ?? asId(""),
      expectedVersion: second?.version ?? 0,
      reason: "Patient is away",
    });
    await readAnew(page);
    await expect.poll(() => open.count()).toBe(1);
    await group(page, "Past and cancelled").getByText("Cancelled: Patient is away").first().waitFor();
  });

  it("lists addresses that are refused, which the patient's page shows too, until they were tried", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const email = `${crypto.randomUUID()}@example.org`;
    const { id } = await client.patient.create.mutate({ name: "Jane Roe", gender: "female", email });
    const practice = await client.practice.mine.query();
    const refuse = () =>
      opened.backend.database.reader.execute(
        `insert into refused_email (practice_id, email) values ('${practice.id}', '${email}')`,
      );
    await refuse();
    await page.goto(`${origin}/today`);
    const list = group(page, "Refused emails (1)");
    await list.getByText(`${email} was refused on `).waitFor();
    await button(page, "The address of Jane Roe was tried").click();
    await list.waitFor({ state: "detached" });
    await dismissNotice(page, "The address of Jane Roe is no longer marked");
    await refuse();
    await visit(page, `/patients/${id}`);
    const alerts = page.getByRole("alert", { name: "Needs attention" });
    await alerts.getByText(`${email} was refused on `).waitFor();
    await button(page, "Tried").click();
    await page.getByText("The address of Jane Roe is no longer marked").waitFor();
    expect((await client.refusedEmail.list.query({})).items).toEqual([]);
  });
});
