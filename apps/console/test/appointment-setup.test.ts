import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { makeColleague } from "./support/colleague.ts";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin, someName } from "./support/open.ts";
import { button, dialog } from "./support/parts.ts";
import { dayFromNow, makeSchedule, openAlways } from "./support/schedule.ts";

const opened = await openConsole();

const minutes = (page: Page) => dialog(page).getByRole("textbox", { name: "Minutes", exact: true });
const undo = (page: Page, message: string) =>
  page.getByRole("alert").filter({ hasText: message }).getByRole("button", { name: "Undo" });
const chooseOf = async (page: Page, name: string, action: string) => {
  await button(page, `More actions: ${name}`).click();
  await page.getByRole("menuitem", { name: action, exact: true }).click();
};
const group = (page: Page, name: string) => page.getByRole("group", { name, exact: true });

describe.skipIf(!opened)("what appointments need", () => {
  if (!opened) return;

  it("sets up visit types and rooms", async () => {
    const { page, client } = await opened.signedIn({ at: "/settings/visit-types" });
    await page.getByText("No visit types yet").waitFor();
    await button(page, "Add a visit type").click();
    await dialog(page).getByLabel("Name").fill("Check-up");
    await minutes(page).fill("");
    await button(page, "Add").click();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("data-path")))
      .toBe("minutes");
    // Excess is reported while typing, other errors when the field is left.
    await minutes(page).pressSequentially("1500");
    await dialog(page).getByText("Has to be at most 720").waitFor();
    expect(await minutes(page).inputValue()).toBe("1500");
    await minutes(page).fill("3");
    await dialog(page).getByText("Has to be at most 720").waitFor({ state: "detached" });
    await minutes(page).press("Tab");
    await dialog(page).getByText("Has to be at least 5").waitFor();
    await minutes(page).fill("20");
    await dialog(page).getByLabel("Minutes free after").fill("5");
    await button(page, "Add").click();
    await page.getByText("20 minutes · 5 minutes free after").waitFor();
    await button(page, "Add a visit type").click();
    await dialog(page).getByLabel("Name").fill("Check-up");
    await button(page, "Add").click();
    await dialog(page).getByText("A visit type has this name").waitFor();
    await dialog(page).getByLabel("Name").fill("Group therapy");
    await dialog(page).getByLabel("Seats").fill("8");
    await button(page, "Add").click();
    await page.getByText("20 minutes · 8 seats").waitFor();

    await button(page, "Edit Check-up").click();
    await minutes(page).fill("30");
    await lookAt(page, "visit-type-edit");
    await button(page, "Save").click();
    await page.getByText("30 minutes · 5 minutes free after").waitFor();
    await undo(page, "The changes to Check-up").click();
    await page.getByText("20 minutes · 5 minutes free after").waitFor();
    await button(page, "Edit Check-up").click();
    await minutes(page).fill("30");
    await button(page, "Save").click();
    await page.getByText("30 minutes · 5 minutes free after").waitFor();
    await chooseOf(page, "Check-up", "Stop offering");
    await page.getByText("Not offered", { exact: true }).waitFor();
    await undo(page, "Check-up is no longer offered").click();
    await page.getByText("Not offered", { exact: true }).waitFor({ state: "detached" });
    await chooseOf(page, "Group therapy", "Remove");
    await dialog(page).getByRole("button", { name: "Remove" }).click();
    await page.getByText("20 minutes · 8 seats").waitFor({ state: "detached" });

    await lookAt(page, "settings-visit-types");
    await page.getByRole("link", { name: "Rooms", exact: true }).click();
    await button(page, "Add a room").click();
    await dialog(page).getByLabel("Name").fill("Room 1");
    await button(page, "Add").click();
    await button(page, "Edit Room 1").waitFor();
    await lookAt(page, "settings-rooms");
    await button(page, "More actions: Room 1").click();
    await page.getByRole("menuitem", { name: "Stop offering" }).waitFor();
    await lookAt(page, "room-menu");
    expect((await client.visitType.list.query()).items).toMatchObject([
      { name: "Check-up", minutes: 30, bufferAfter: 5, isActive: true },
    ]);
    expect((await client.room.list.query()).items).toMatchObject([{ name: "Room 1" }]);
  });

  it("keeps a visit type that appointments have, and shows a colleague's change", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { doctor, visitType, patient } = await makeSchedule(client);
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().replace(/T.*/, "T10:00:00Z");
    await client.appointment.book.mutate({
      patientId: patient.id,
      doctorId: doctor.id,
      visitTypeId: visitType.id,
      startsAt: tomorrow,
    });
    await page.goto(`${origin}/settings/visit-types`);
    await chooseOf(page, "Check-up", "Remove");
    await dialog(page).getByRole("button", { name: "Remove" }).click();
    await dialog(page).getByText("The visit type is in use").waitFor();
    await page.keyboard.press("Escape");
    await button(page, "Edit Check-up").click();
    await minutes(page).fill("45");
    // A refusal without the current record is shown as an error.
    const calls = /\bvisitType\.update\b/;
    const stale = {
      message: "Changed since",
      code: -32009,
      data: { code: "STALE_VERSION", httpStatus: 409 },
    };
    await page.route(calls, (route) => route.fulfill({ status: 409, json: [{ error: stale }] }));
    await button(page, "Save").click();
    await dialog(page).getByText("Nothing was saved.").waitFor();
    expect(await minutes(page).inputValue()).toBe("45");
    await page.unroute(calls);
    await client.visitType.update.mutate({ id: visitType.id, name: "Examination", expectedVersion: 1 });
    await button(page, "Save").click();
    await page.getByText(/It was saved on/).waitFor();
    await button(page, "Save selection").click();
    await expect
      .poll(() => client.visitType.byId.query({ id: visitType.id }))
      .toMatchObject({ name: "Examination", minutes: 45, version: 3 });
  });

  it("sets a doctor's opening hours, and compares them with a colleague's by weekday", async () => {
    const { page, user, client } = await opened.signedIn({ at: null });
    const doctor = await client.doctor.create.mutate({ name: someName("Sam Okafor") });
    const hours = () => client.openingHours.byDoctor.query({ doctorId: doctor.id });
    await page.goto(`${origin}/settings/hours`);
    await page.getByText("No opening hours yet").waitFor();
    await page.getByRole("link", { name: "Set the time zone" }).waitFor();
    await lookAt(page, "settings-hours");
    await page.getByRole("combobox", { name: "Set the opening hours of" }).fill(doctor.name);
    await page.getByText("1 found").waitFor({ state: "attached" });
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: `Opening hours of ${doctor.name}` }).waitFor();
    await button(page, "Monday to Friday, 9 to 17").click();
    await page.getByLabel("Monday: Closes").fill("16:00");
    await button(page, "Copy Monday to all weekdays").click();
    await expect.poll(() => page.getByLabel("Thursday: Closes").inputValue()).toBe("16:00");
    await page.getByLabel("Friday: Closes").fill("08:00");
    await button(page, "Add hours: Saturday").click();
    await page.getByLabel("Saturday: Opens").fill("20:00");
    await page.getByLabel("Saturday: Closes").fill("00:00");
    await button(page, "Add an exception").click();
    await page.getByLabel("First day").fill("2027-12-24");
    await page.getByLabel("Last day").fill("2027-12-26");
    await page.getByLabel("From (time)").fill("09:00");
    await button(page, "Save").click();
    await page.getByText("Enter both times, or neither").waitFor();
    await page.getByLabel("From (time)").fill("");
    await button(page, "Save").click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.ariaLabel)).toBe("Friday: Opens");
    await lookAt(page, "opening-hours");
    await page.getByLabel("Friday: Closes").fill("12:00");
    await button(page, "Save").click();
    await page.getByRole("heading", { level: 1, name: doctor.name, exact: true }).waitFor();
    const section = page.getByRole("region", { name: "Opening hours" });
    await section.getByText("20:00–00:00").waitFor();
    await section.getByText("24 Dec 2027–26 Dec 2027 · Closed").waitFor();
    await lookAt(page, "doctor-with-hours");
    expect((await hours()).weekly).toHaveLength(6);
    expect((await hours()).weekly.at(-1)).toMatchObject({ weekday: 6, opens: "20:00", closes: "24:00" });

    const reception = await makeColleague(opened.backend, user, "reception");
    const colleague = await opened.window();
    await opened.signIn(colleague.page, reception, null);
    await colleague.page.goto(`${origin}/doctors/${doctor.id}/opening-hours`);
    await group(colleague.page, "Monday").waitFor();
    await colleague.page.getByLabel("Monday: Opens").fill("08:00");
    const { weekly, exceptions, version } = await hours();
    await client.openingHours.set.mutate({
      doctorId: doctor.id,
      exceptions,
      expectedVersion: version,
      weekly: weekly.filter(({ weekday }) => weekday !== 6),
    });
    await button(colleague.page, "Save").click();
    await dialog(colleague.page).getByText("Saturday", { exact: true }).waitFor();
    await lookAt(colleague.page, "opening-hours-conflict");
    await button(colleague.page, "Save selection").click();
    await colleague.page.getByRole("heading", { level: 1, name: doctor.name, exact: true }).waitFor();
    const merged = (await hours()).weekly;
    expect(merged.map(({ weekday }) => weekday)).toEqual([1, 2, 3, 4, 5]);
    expect(merged[0]).toMatchObject({ opens: "08:00" });
    await button(colleague.page, "Undo").click();
    await expect.poll(async () => (await hours()).weekly.length).toBe(6);
  });

  it("sets up holidays, and says which visits are booked on them", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { patient, doctor, visitType } = await makeSchedule(client);
    const [first, last] = [dayFromNow(14), dayFromNow(16)];
    await client.appointment.book.mutate({
      patientId: patient.id,
      doctorId: doctor.id,
      visitTypeId: visitType.id,
      startsAt: `${first}T10:00:00Z`,
    });
    await page.goto(`${origin}/settings/holidays`);
    await page.getByText("No holidays yet.").waitFor();
    await lookAt(page, "settings-holidays");
    await button(page, "Add a holiday").click();
    await button(page, "Add").click();
    // Name and first day.
    await expect.poll(() => dialog(page).getByText("Required", { exact: true }).count()).toBe(2);
    expect(await dialog(page).getByText("Not a date").count()).toBe(0);
    await dialog(page).getByLabel("Name").fill("Inventory");
    await dialog(page).getByLabel("First day").fill(first);
    await lookAt(page, "holiday-new");
    await button(page, "Add").click();
    const booked = page.getByRole("alert", { name: "Visits on holidays" });
    await booked.getByText("1 visit is booked on Inventory").waitFor();
    const holidays = async () => (await client.practice.mine.query()).holidays;
    const once = { name: "Inventory", from: first, to: first, yearly: false };
    expect(await holidays()).toEqual([once]);
    await button(page, "Edit Inventory").click();
    await dialog(page).getByLabel("Last day").fill(last);
    await dialog(page).getByLabel("Each year").check();
    await button(page, "Save").click();
    await expect.poll(holidays).toEqual([{ ...once, to: last, yearly: true }]);
    await undo(page, "The changes to Inventory").click();
    await expect.poll(holidays).toEqual([once]);
    await booked.getByRole("link", { name: "Show in the calendar" }).click();
    await page.waitForURL(/\/calendar\?day=/);
    await page.getByText("Inventory", { exact: true }).first().waitFor();
    await page.goBack();
    await button(page, "Remove Inventory").click();
    await dialog(page).getByRole("button", { name: "Remove" }).click();
    await expect.poll(holidays).toEqual([]);
  });

  it("moves the visits of a doctor who is ill to who is free, cancels the others, and undoes both", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { doctor, visitType, patient } = await makeSchedule(client);
    const day = dayFromNow(3);
    const book = async (name: string, hour: number) => {
      const other = await client.patient.create.mutate({ name, gender: "male", age: 50 });
      const startsAt = `${day}T${hour}:00:00Z`;
      const at = { doctorId: doctor.id, visitTypeId: visitType.id, startsAt };
      return client.appointment.book.mutate({ patientId: other.id, ...at });
    };
    const early = await book("Ben Sy", 10);
    const late = await book("Kim Day", 14);
    const locum = await client.doctor.create.mutate({ name: someName("Ada Weiss"), specialization: "CARD" });
    await openAlways(client, locum.id);
    await client.appointment.book.mutate({
      patientId: patient.id,
      doctorId: locum.id,
      visitTypeId: visitType.id,
      startsAt: late.startsAt,
    });
    await page.goto(`${origin}/doctors/${doctor.id}/opening-hours`);
    await button(page, "Add an exception").click();
    for (const label of ["First day", "Last day"]) await page.getByLabel(label).fill(day);
    await button(page, "Save").click();
    const section = page.getByRole("region", { name: "2 visits are booked while the doctor is away" });
    await section.getByText(`${locum.name} is free then`).waitFor();
    await section.getByText("Nobody else is free then").waitFor();
    await lookAt(page, "doctor-away");
    await button(page, "Move 1 visit").click();
    const visit = (id: typeof early.id) => client.appointment.byId.query({ id });
    await expect.poll(() => visit(early.id)).toMatchObject({ doctorId: locum.id });
    await undo(page, "1 visit is moved").click();
    await expect.poll(() => visit(early.id)).toMatchObject({ doctorId: doctor.id, status: "booked" });
    await section.waitFor();
    await button(page, "Cancel all 2 visits").click();
    await dialog(page).getByRole("button", { name: "Cancel all 2 visits" }).click();
    await expect.poll(() => visit(late.id)).toMatchObject({ status: "cancelled" });
    await section.waitFor({ state: "detached" });
    await undo(page, "2 visits are cancelled").click();
    for (const { id } of [early, late])
      await expect.poll(() => visit(id)).toMatchObject({ status: "booked", doctorId: doctor.id });
  });
});
