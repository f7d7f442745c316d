import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { makeColleague } from "./support/colleague.ts";
import { expect } from "./support/expect.ts";
import { hold } from "./support/hold.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";
import { button, dialog } from "./support/parts.ts";
import { dayFromNow, makeSchedule, openAlways } from "./support/schedule.ts";

const opened = await openConsole();

const times = (page: Page) => dialog(page).locator("[data-time]");

type Slot = { startsAt: string } | undefined;

const timeText = (slot: Slot) => viennaTime(slot?.startsAt ?? "");
/** The button of a free slot today, or on the first day with one. */
const timeOf = (page: Page, slot: Slot) =>
  times(page)
    .filter({ hasText: timeText(slot) })
    .first();

/** Opens the dialog on a patient's page by its key. */
async function openBooking(page: Page, patient: { id: string; name: string }) {
  await page.goto(`${origin}/patients/${patient.id}`);
  await openBookingHere(page, patient);
}

async function openBookingHere(page: Page, patient: { name: string }) {
  await page.getByRole("heading", { level: 1, name: patient.name }).waitFor();
  await button(page, "Book an appointment").waitFor();
  await page.keyboard.press("b");
  await dialog(page).getByRole("heading", { name: "Book an appointment" }).waitFor();
}

describe.skipIf(!opened)("booking", () => {
  if (!opened) return;

  it("books a free time from a patient's page in two keystrokes, and undoes it", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { patient, doctor } = await makeSchedule(user.client);
    await openBooking(page, patient);
    await times(page).first().waitFor();
    await lookAt(page, "book");
    await times(page).nth(1).focus();
    let keystrokes = 0;
    const press = (key: string) => {
      keystrokes += 1;
      return page.keyboard.press(key);
    };
    await press("Enter");
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Book");
    // The others stay, and the selected one is marked.
    expect(await times(page).nth(1).getAttribute("aria-pressed")).toBe("true");
    expect(await dialog(page).getByRole("button", { pressed: true }).count()).toBe(1);
    await press("Enter");
    await page.getByText(/^Jane Roe is booked for /).waitFor();
    expect(keystrokes).toBeLessThanOrEqual(4);
    await dialog(page).waitFor({ state: "detached" });
    const booked = async () => (await user.client.appointment.list.query({ patientId: patient.id })).items;
    expect(await booked()).toMatchObject([{ status: "booked", doctorId: doctor.id }]);
    await button(page, "Undo").click();
    await expect.poll(booked).toMatchObject([{ status: "cancelled" }]);
  });

  it("names a visit of the same day, chooses the doctor's last room, and leaves out a doctor without hours", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { patient, doctor, visitType } = await makeSchedule(client);
    const room = await client.room.create.mutate({ name: "Blue room" });
    const closed = await client.doctor.create.mutate({ name: "Kim Ode" });
    await client.assignment.create.mutate({ patientId: patient.id, doctorId: closed.id });
    const range = { from: dayFromNow(-1), to: dayFromNow(3) };
    const wanted = { visitTypeId: visitType.id, doctorId: doctor.id };
    const { items } = await client.appointment.slots.query({ ...wanted, ...range });
    const dayOf = (slot: Slot) =>
      new Date(slot?.startsAt ?? "").toLocaleDateString("en", { timeZone: "Europe/Vienna" });
    const ofDay = items.filter((slot) => dayOf(slot) === dayOf(items[0]));
    // Late in the evening, today has few slots left.
    const startsAt = (ofDay[2] ?? ofDay[1] ?? items[2])?.startsAt ?? "";
    if (ofDay.length === 1) {
      const { id } = await client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
      await client.appointment.book.mutate({ ...wanted, patientId: id, startsAt: ofDay[0]?.startsAt ?? "" });
    }
    await client.appointment.book.mutate({ ...wanted, patientId: patient.id, startsAt, roomId: room.id });
    await openBooking(page, patient);
    await dialog(page)
      .getByText(/Kim Ode is the usual doctor, but has no opening hours/)
      .waitFor();
    await times(page).first().click();
    const last = dialog(page).getByRole("link", { name: /Check-up/ });
    await dialog(page)
      .getByText(/^The patient already comes on that day/)
      .waitFor();
    await last.waitFor();
    const chosen = dialog(page).getByLabel("Room").locator("option:checked");
    await expect.poll(() => chosen.textContent()).toBe("Blue room");
  });

  it("offers a child the pediatrician next, and says which doctor is what", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    await makeSchedule(client);
    const boy = await client.patient.create.mutate({ name: "Bo Ray", gender: "male", age: 12 });
    const add = async (name: string, specialization: string) => {
      const { id } = await client.doctor.create.mutate({ name, specialization });
      await openAlways(client, id);
      return id;
    };
    await add("Eve Tan", "Gynaecology");
    const pediatrician = await add("Kim Ode", "PED");
    await openBooking(page, boy);
    await dialog(page).getByText("Kim Ode, Pediatrics").first().waitFor();
    expect(await dialog(page).getByText("Eve Tan, Gynaecology").count()).toBe(0);
    await lookAt(page, "book-doctors");
    await button(page, "Next free time").click();
    await page.keyboard.press("Enter");
    await page.getByText(/^Bo Ray is booked for /).waitFor();
    const { items } = await client.appointment.list.query({ patientId: boy.id });
    expect(items).toMatchObject([{ doctorId: pediatrician }]);
  });

  it("begins at the day of the calendar, and searches some days and times, also for the waitlist", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { patient } = await makeSchedule(client);
    const day = dayFromNow(60);
    await page.goto(`${origin}/calendar?view=day&day=${day}`);
    await button(page, "Book an appointment").click();
    await dialog(page).getByRole("combobox", { name: "Patient" }).fill("Jane");
    await page.getByRole("option", { name: patient.name }).click();
    await times(page).first().waitFor();
    const format = new Intl.DateTimeFormat("en", { timeZone: "UTC", weekday: "short" });
    const weekday = format.format(Date.parse(dayFromNow(62)));
    await dialog(page).getByText(weekday, { exact: true }).click();
    await dialog(page).getByLabel("Time of day").selectOption("Evening");
    await expect.poll(() => times(page).first().textContent()).toMatch(/^(?:5:00 PM|17:00)$/);
    await times(page).first().click();
    await button(page, "Book").click();
    await page.getByText(/^Jane Roe is booked for /).waitFor();
    const [booked] = (await client.appointment.list.query({ patientId: patient.id })).items;
    expect(booked?.startsAt.slice(0, 10)).toBe(dayFromNow(62));
  });

  it("moves a visit to another doctor of the same kind, whose name leads to their day", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { patient, doctor, visitType } = await makeSchedule(client);
    const add = async (name: string, specialization: string) => {
      const { id } = await client.doctor.create.mutate({ name, specialization });
      await openAlways(client, id);
      return id;
    };
    const other = await add("Kim Ode", "CARD");
    await add("Eve Tan", "NEUR");
    const visit = { patientId: patient.id, doctorId: doctor.id, visitTypeId: visitType.id };
    const day = dayFromNow(3);
    await client.appointment.book.mutate({ ...visit, startsAt: `${day}T10:00:00Z` });
    await page.goto(`${origin}/patients/${patient.id}?tab=appointments`);
    await page.getByRole("button", { name: /^Open the appointment of/ }).click();
    await button(page, "Reschedule").click();
    await button(page, "Any doctor of this kind").click();
    await dialog(page).getByText("Kim Ode, Cardiology").first().waitFor();
    expect(await dialog(page).getByText("Eve Tan, Neurology").count()).toBe(0);
    await lookAt(page, "reschedule-any");
    await dialog(page)
      .getByRole("group", { name: /Kim Ode/ })
      .locator("[data-time]")
      .first()
      .click();
    await page.keyboard.press("Enter");
    await page.getByText(/^Jane Roe is moved to /).waitFor();
    const moved = async () => (await client.appointment.list.query({ patientId: patient.id })).items[0];
    expect(await moved()).toMatchObject({ doctorId: other });
    await page.getByRole("button", { name: /^Open the appointment of/ }).click();
    await dialog(page).getByRole("link", { name: "Kim Ode" }).click();
    await page.waitForURL(({ searchParams }) => searchParams.get("doctor") === other);
    await page.getByText("Jane Roe").first().waitFor();
  });

  it("proposes no room that is taken at the time", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { patient, doctor, visitType } = await makeSchedule(client);
    const { id: roomId } = await client.room.create.mutate({ name: "Blue room" });
    const { id: long } = await client.visitType.create.mutate({ name: "Surgery", minutes: 240 });
    const { id: other } = await client.doctor.create.mutate({ name: "Kim Ode" });
    const { id: patientId } = await client.patient.create.mutate({ name: "Bo Ray", gender: "male" });
    const range = { from: dayFromNow(0), to: dayFromNow(3) };
    const wanted = { visitTypeId: visitType.id, doctorId: doctor.id };
    const { items } = await client.appointment.slots.query({ ...wanted, ...range, limit: 400 });
    const book = (slot: Slot, booking: typeof wanted & { overrideReason?: string }) =>
      client.appointment.book.mutate({ ...booking, patientId, roomId, startsAt: slot?.startsAt ?? "" });
    await book(items.at(-1), wanted);
    await book(items[1], { visitTypeId: long, doctorId: other, overrideReason: "Emergency" });
    await openBooking(page, patient);
    await times(page).nth(2).click();
    await button(page, "Book").click();
    const booked = async () => (await client.appointment.list.query({ patientId: patient.id })).items;
    await expect.poll(booked).toMatchObject([{ roomId: null }]);
  });

  it("keeps the form if somebody else takes the time, and books another one", async () => {
    const { page, user, client } = await opened.signedIn({ at: null });
    const { patient, doctor, visitType } = await makeSchedule(client);
    const other = await client.patient.create.mutate({ name: "Bo Ray", gender: "male", age: 30 });
    const { items: slots } = await client.appointment.slots.query({
      visitTypeId: visitType.id,
      doctorId: doctor.id,
      from: dayFromNow(-1),
      to: dayFromNow(3),
    });
    // The first slot may have passed when the dialog opens.
    const [, second, third, fourth] = slots;
    const bookForOther = (slot: Slot) =>
      client.appointment.book.mutate({
        patientId: other.id,
        doctorId: doctor.id,
        visitTypeId: visitType.id,
        startsAt: slot?.startsAt ?? "",
      });
    const reception = await makeColleague(opened.backend, user, "reception");
    const colleague = await opened.window();
    await opened.signIn(colleague.page, reception, null);
    /** Late in the evening, some slots are on the next day. */
    const show = async (page: Page) => {
      await times(page).first().waitFor();
      if (!(await timeOf(page, fourth).isVisible()))
        await dialog(page).getByRole("button", { name: "More days" }).click();
    };
    await openBooking(colleague.page, patient);
    await show(colleague.page);
    await timeOf(colleague.page, second).click();
    await dialog(colleague.page).getByLabel("Reason").fill("Palpitations");
    await bookForOther(second);
    const reading = await hold(colleague.page, "appointment.slots");
    await button(colleague.page, "Book").click();
    await dialog(colleague.page).getByText("This time is taken").waitFor();
    expect(await dialog(colleague.page).getByLabel("Reason for booking anyway").count()).toBe(0);
    // The slot is not offered again, not even while slots reload.
    await reading.arrived;
    const offered = await times(colleague.page).allInnerTexts();
    const untilFourth = offered.includes(timeText(fourth))
      ? offered.slice(0, offered.indexOf(timeText(fourth)))
      : [...offered, timeText(third)];
    expect(untilFourth).toContain(timeText(third));
    expect(untilFourth).not.toContain(timeText(second));
    await reading.release();
    await show(colleague.page);
    await timeOf(colleague.page, third).click();
    expect(await dialog(colleague.page).getByLabel("Reason").inputValue()).toBe("Palpitations");
    await button(colleague.page, "Book").click();
    await colleague.page.getByText(/^Jane Roe is booked for /).waitFor();
    expect((await client.appointment.list.query({ patientId: patient.id })).items).toMatchObject([
      { startsAt: whole(third), reasonForVisit: "Palpitations", overrideReason: null },
    ]);

    // An owner may still book it, with a reason.
    const cleo = await client.patient.create.mutate({ name: "Cleo Fox", gender: "female", age: 50 });
    await openBooking(page, cleo);
    await show(page);
    await timeOf(page, fourth).click();
    await bookForOther(fourth);
    await button(page, "Book").click();
    await dialog(page).getByText("This time is taken").waitFor();
    await lookAt(page, "book-override");
    await button(page, "Book anyway").click();
    expect((await client.appointment.list.query({ patientId: cleo.id })).items).toEqual([]);
    await dialog(page).getByLabel("Reason for booking anyway").fill("In pain");
    await button(page, "Book anyway").click();
    await page.getByText(/^Cleo Fox is booked for /).waitFor();
    expect((await client.appointment.list.query({ patientId: cleo.id })).items).toMatchObject([
      { startsAt: whole(fourth), overrideReason: "In pain" },
    ]);
  });

  it("lists the clashes of a series, and books one that is free", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { patient, doctor, visitType } = await makeSchedule(client);
    const other = await client.patient.create.mutate({ name: "Bo Ray", gender: "male", age: 30 });
    const { items: slots } = await client.appointment.slots.query({
      visitTypeId: visitType.id,
      doctorId: doctor.id,
      from: dayFromNow(8),
      to: dayFromNow(8),
    });
    const startsAt = slots[10]?.startsAt ?? "";
    await client.appointment.book.mutate({
      patientId: other.id,
      doctorId: doctor.id,
      visitTypeId: visitType.id,
      startsAt,
    });
    await openBooking(page, patient);
    await button(page, "Enter a time").click();
    await dialog(page).getByLabel("Day", { exact: true }).fill("3000-01-01");
    await dialog(page).getByLabel("Time", { exact: true }).fill("25:00");
    await button(page, "Use this time").click();
    // Each error disappears once its value is corrected.
    const noTime = dialog(page).getByText(/^Not a time/);
    await noTime.waitFor();
    await dialog(page).getByLabel("Time", { exact: true }).fill(viennaTime(startsAt));
    await noTime.waitFor({ state: "detached" });
    const tooLate = dialog(page).getByText("Has to be in a year up to 2999");
    await tooLate.waitFor();
    await dialog(page).getByLabel("Day", { exact: true }).fill(dayFromNow(1));
    await tooLate.waitFor({ state: "detached" });
    const noDoctor = dialog(page).getByText("Choose a doctor first");
    await noDoctor.waitFor();
    await dialog(page).getByRole("combobox", { name: "Doctor (optional)" }).fill(doctor.name);
    await dialog(page).getByText("1 found").waitFor({ state: "attached" });
    await page.keyboard.press("Enter");
    await noDoctor.waitFor({ state: "detached" });
    await button(page, "Use this time").click();
    await dialog(page).getByLabel("Repeat the appointment").check();
    await dialog(page).getByLabel("Number of appointments").fill("60");
    await dialog(page).getByText("Has to be at most 52").waitFor();
    await dialog(page).getByLabel("Every … weeks").fill("1.5");
    await dialog(page).getByLabel("Number of appointments").fill("3");
    await button(page, "Book the series").click();
    await dialog(page).getByText("Has to be a whole number").waitFor();
    expect(await dialog(page).getByLabel("Every … weeks").inputValue()).toBe("1.5");
    await dialog(page).getByLabel("Every … weeks").fill("1");
    await button(page, "Book the series").click();
    await dialog(page).getByText("1 appointment of the series is not free").waitFor();
    await dialog(page)
      .getByText(/: the doctor has another appointment$/)
      .waitFor();
    await lookAt(page, "book-clashes");
    await dialog(page).getByLabel("Every … weeks").fill("2");
    await button(page, "Book the series").click();
    await page.getByText(/^Jane Roe is booked 3 times/).waitFor();
    const booked = async () =>
      (await client.appointment.list.query({ patientId: patient.id })).items.map(({ status }) => status);
    expect(await booked()).toEqual(["booked", "booked", "booked"]);
    await button(page, "Undo").click();
    await expect.poll(booked).toEqual(["cancelled", "cancelled", "cancelled"]);
  });

  it("says what has to be set up first, and who may do it", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const patient = await user.client.patient.create.mutate({ name: "Jane Roe", gender: "female", age: 41 });
    await openBooking(page, patient);
    await dialog(page).getByText("Appointments are not set up yet").waitFor();
    await lookAt(page, "book-not-set-up");
    await dialog(page).getByRole("link", { name: "Set up appointments" }).click();
    await expect.poll(() => new URL(page.url()).pathname).toBe("/settings/visit-types");
  });

  it("has a note, and a series leaves out holidays", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { patient } = await makeSchedule(client);
    const { version } = await client.practice.mine.query();
    const holidays = [{ name: "Inventory", from: dayFromNow(5), to: dayFromNow(9), yearly: true }];
    await client.practice.setHolidays.mutate({ holidays, expectedVersion: version });
    await openBooking(page, patient);
    await times(page).first().click();
    await dialog(page).getByLabel("Note").fill("Brings a letter");
    await dialog(page).getByLabel("Repeat the appointment").check();
    await dialog(page).getByLabel("Number of appointments").fill("3");
    await dialog(page)
      .getByText(/^Holidays are left out: .*\(Inventory\)\.$/)
      .waitFor();
    await button(page, "Book the series").click();
    await page.getByText(/^Jane Roe is booked 2 times, from /).waitFor();
    expect((await client.appointment.list.query({ patientId: patient.id })).items).toMatchObject([
      { note: "Brings a letter" },
      { note: "Brings a letter" },
    ]);
  });

  it("of a patient who has died needs a reason, and what is to come is cancelled at once, until it is undone", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { patient, doctor, visitType } = await makeSchedule(client);
    for (const count of [7, 8])
      await client.appointment.book.mutate({
        patientId: patient.id,
        doctorId: doctor.id,
        visitTypeId: visitType.id,
        startsAt: `${dayFromNow(count)}T10:00:00Z`,
      });
    await page.goto(`${origin}/patients/${patient.id}/edit`);
    await page.getByLabel("Date of death").fill("2026-01");
    await button(page, "Save").click();
    const died = async () => (await client.patient.byId.query({ id: patient.id })).deceasedOn;
    await expect.poll(died).toBe("2026-01");
    await page.getByText("The patient has died, and 2 visits are to come").waitFor();
    await button(page, "Cancel all").click();
    await page.getByText("2 visits are cancelled").waitFor();
    const statuses = async () =>
      (await client.appointment.list.query({ patientId: patient.id })).items.map(({ status }) => status);
    expect(await statuses()).toEqual(["cancelled", "cancelled"]);
    await openBookingHere(page, patient);
    await times(page).first().click();
    await button(page, "Book").click();
    await dialog(page).getByText("The patient has died: say why they are booked").waitFor();
    await dialog(page).getByLabel("Reason").fill("Talk with the family");
    await button(page, "Book").click();
    await page.getByText(/^Jane Roe is booked for /).waitFor();
    expect(await statuses()).toContain("booked");
    const { version } = await client.patient.byId.query({ id: patient.id });
    await client.patient.revert.mutate({ id: patient.id, version: version - 1, expectedVersion: version });
    await page.reload();
    await page.getByRole("heading", { level: 1, name: patient.name }).waitFor();
    expect(await died()).toBeNull();
    expect(await page.getByText("has died").count()).toBe(0);
  });
});

/** The start as in records, without milliseconds. */
const whole = (slot: Slot) => slot?.startsAt.replace(".000Z", "Z");

const viennaTime = (instant: string) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Vienna", timeStyle: "short" }).format(
    new Date(instant),
  );
