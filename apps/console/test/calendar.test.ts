import type { Client } from "@caretype/client";
import type { Locator, Page } from "playwright-core";
import { describe, it } from "vitest";
import { chooseMore } from "./support/choose-more.ts";
import { expect } from "./support/expect.ts";
import { lookAt, type Opened, openConsole, origin } from "./support/open.ts";
import { readAnew, visit } from "./support/pages.ts";
import { dialog } from "./support/parts.ts";
import { dayFromNow, makeSchedule, openAlways } from "./support/schedule.ts";

const opened = await openConsole();

/** A Saturday: reveals a truncated end of the week. */
const day = dayFromNow(13 - new Date().getUTCDay());
const button = (page: Page | Locator, name: string) => page.getByRole("button", { name, exact: true });
const event = (page: Page, name: RegExp) =>
  page.locator("[data-event]").and(page.getByRole("button", { name }));
/** Moves an event by keys. */
async function move(page: Page, name: RegExp, ...keys: string[]) {
  await event(page, name).focus();
  for (const key of ["m", ...keys]) await page.keyboard.press(key);
}
const column = (page: Page, name: string | RegExp) => page.getByRole("group", { name });
const choose = (page: Page, group: string, name: string) =>
  page.getByRole("radiogroup", { name: group }).getByText(name, { exact: true }).click();

/** Changes the calendar's display settings. */
async function show(page: Page, change: (of: Locator) => Promise<unknown>) {
  await page.getByRole("button", { name: /^Show/ }).click();
  const shown = page.getByRole("dialog", { name: "Show" });
  await shown.locator(":focus").waitFor({ state: "attached" });
  await change(shown);
  await page.keyboard.press("Escape");
  await shown.waitFor({ state: "detached" });
}
const slots = (page: Page, minutes: string) =>
  show(page, (of) => of.getByRole("combobox", { name: "Slots" }).selectOption(minutes));

const undo = (page: Page, done: string) =>
  button(page.locator(".mantine-Notification-root", { hasText: done }), "Undo")
    .last()
    .click();

const focused = (page: Page) =>
  page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.dataset.path);

/** Tokyo has no daylight saving time, and is nine hours ahead of UTC. */
const tokyo = (time: string, date = day) => new Date(`${date}T${time}:00+09:00`).toISOString();

/** The start of a one-hour visit in progress, which ends before midnight in Tokyo. */
function underWay(): string {
  const now = new Date(Date.now() + 9 * 3_600_000).toISOString();
  const [date, time] = [now.slice(0, 10), now.slice(11, 16)];
  return tokyo(time > "23:00" ? "23:00" : time, date);
}

/** A practice in Tokyo with two doctors, two rooms and an appointment at ten. */
async function fill(client: Client) {
  const schedule = await makeSchedule(client);
  const practice = await client.practice.mine.query();
  await client.practice.update.mutate({ timeZone: "Asia/Tokyo", expectedVersion: practice.version });
  const ada = await client.doctor.create.mutate({
    name: `Ada Chi ${crypto.randomUUID().slice(0, 8)}`,
    maxAppointmentsPerDay: 1,
  });
  await openAlways(client, ada.id);
  const room = await client.room.create.mutate({ name: "Room 1" });
  const bookAt = (startsAt: string, changes: object = {}) =>
    client.appointment.book.mutate({
      patientId: schedule.patient.id,
      doctorId: schedule.doctor.id,
      visitTypeId: schedule.visitType.id,
      startsAt,
      ...changes,
    });
  const book = (time: string, changes: object = {}) => bookAt(tokyo(time), changes);
  const addPatient = (name: string) => client.patient.create.mutate({ name, gender: "female" });
  return { ...schedule, ada, room, bookAt, book, addPatient, appointment: await book("10:00") };
}

type Filled = Awaited<ReturnType<typeof fill>> & { client: Client };

/** Opens it once everything is created, as each page load is slow. */
async function openDay(opened: Opened, add: (filled: Filled) => Promise<unknown> = async () => undefined) {
  const { page, user } = await opened.signedIn({ at: null });
  const filled = await fill(user.client);
  await add({ ...filled, client: user.client });
  await page.goto(`${origin}/calendar?day=${day}`);
  await event(page, /Jane Roe/)
    .first()
    .waitFor();
  return { page, client: user.client, ...filled };
}

const startOf = async (client: Client, { id }: { id: string }, patient: { id: string }) => {
  const { items } = await client.appointment.list.query({ patientId: patient.id as never });
  return items.find((each) => each.id === id)?.startsAt;
};

describe.skipIf(!opened)("the calendar", () => {
  if (!opened) return;

  it("leaves out of an event what does not fit, never cuts it, and fills a full week in parts, also after an empty one", async () => {
    const { page, client } = await openDay(opened, async ({ client, book }) => {
      for (const [minutes, time] of [
        [20, "12:00"],
        [30, "13:00"],
      ] as const) {
        const { id } = await client.visitType.create.mutate({ name: `Visit of ${minutes}`, minutes });
        await book(time, { visitTypeId: id });
      }
    });
    await event(page, /12:20/).waitFor();
    for (const zoom of ["5 minutes", "10 minutes", "15 minutes", "30 minutes"]) {
      await slots(page, zoom);
      const parts = () =>
        page.locator("[data-event]").evaluateAll((events) =>
          events.flatMap((each) => {
            const { top, bottom, left, right } = each.getBoundingClientRect();
            return Array.from(each.children)
              .filter((part) => getComputedStyle(part).position !== "absolute")
              .map((part) => ({
                part: part.getBoundingClientRect(),
                isWide: part.scrollWidth > part.clientWidth,
              }))
              .map(({ part, isWide }) =>
                isWide || part.top < top || part.bottom > bottom || part.left < left || part.right > right
                  ? "cut"
                  : "whole",
              );
          }),
        );
      const seen = await parts();
      expect(seen).toContain("whole");
      expect(seen).not.toContain("cut");
    }
    const [from = "", to = ""] = [8, 14].map((later) => dayFromNow(later - new Date().getUTCDay()));
    const { appointments, ...rest } = await client.appointment.calendar.query({ from, to });
    const hours = Array.from(
      { length: 168 },
      (_, hour) => Date.parse(tokyo("00:00", from)) + hour * 3_600_000,
    );
    const full = hours.map((hour) => ({
      ...appointments[0],
      id: crypto.randomUUID(),
      startsAt: new Date(hour).toISOString(),
      endsAt: new Date(hour + 1_800_000).toISOString(),
    }));
    await page.route(/appointment\.calendar/, (route) =>
      route.request().postData()?.includes(from)
        ? route.fulfill({ json: [{ result: { data: { ...rest, appointments: full } } }] })
        : route.continue(),
    );
    await page.reload();
    const events = page.locator("[data-event]");
    await events.nth(hours.length - 1).waitFor();
    await button(page, "Next").click();
    await events.first().waitFor({ state: "detached" });
    const counts = await page.evaluateHandle(() => {
      const seen: number[] = [];
      const note = () => {
        seen.push(document.querySelectorAll("[data-event]").length);
        requestAnimationFrame(note);
      };
      note();
      return seen;
    });
    await button(page, "Previous").click();
    await events.nth(hours.length - 1).waitFor();
    const added = await counts.evaluate((seen) => seen.map((count, frame) => count - (seen[frame - 1] ?? 0)));
    expect(Math.max(...added)).toBeLessThan(hours.length);
  });

  it("says what is missing before anybody has opening hours, in each view", async () => {
    const { page, user } = await opened.signedIn({ at: "/calendar" });
    for (const view of ["Week", "Day", "Month", "Agenda"]) {
      await choose(page, "View", view);
      await page.getByText("No doctor has opening hours").waitFor();
    }
    await page.getByRole("link", { name: "Set up appointments" }).waitFor();
    const { doctor } = await makeSchedule(user.client);
    await readAnew(page);
    await page.getByText("No appointments").first().waitFor();
    expect(await page.getByText("No doctor has opening hours").count()).toBe(0);
    await choose(page, "View", "Day");
    await page.getByRole("heading", { name: doctor.name }).waitFor();
  });

  it("shows the practice's time by week, doctor and room, and remembers the choice", async () => {
    const { page, doctor, ada } = await openDay(opened, async ({ client, ada, room, book, addPatient }) => {
      const ann = await addPatient("Ann Lee");
      await book("11:00", {
        doctorId: ada.id,
        roomId: room.id,
        patientId: ann.id,
        overrideReason: "Emergency",
      });
      await client.openingHours.set.mutate({
        doctorId: ada.id,
        expectedVersion: "any",
        weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: "09:00", closes: "17:00" })),
      });
    });
    await event(page, /^10:00 Jane Roe Check-up · Sam Okafor .*, until 11:00, Booked$/).waitFor();
    await event(page, /^11:00 Ann Lee .*until 12:00, Room 1, Booked, booked with an override$/).waitFor();
    await page.getByText(`Full: ${ada.name}`).waitFor();
    await lookAt(page, "calendar");
    await choose(page, "View", "Day");
    await column(page, ada.name)
      .getByRole("button", { name: /Ann Lee/ })
      .waitFor();
    await column(page, doctor.name)
      .getByRole("button", { name: /Jane Roe/ })
      .waitFor();
    await page.getByText("Full", { exact: true }).waitFor();
    const closed = column(page, ada.name).locator("[class*=closed]").first();
    const background = await closed.evaluate((node) => getComputedStyle(node).backgroundColor);
    expect(background).not.toBe("rgba(0, 0, 0, 0)");
    await lookAt(page, "calendar-day");
    await choose(page, "View", "Rooms");
    await column(page, "Room 1")
      .getByRole("button", { name: /Ann Lee/ })
      .waitFor();
    await column(page, "No room")
      .getByRole("button", { name: /Jane Roe/ })
      .waitFor();
    await page.reload();
    await column(page, "Room 1")
      .getByRole("button", { name: /Ann Lee/ })
      .waitFor();
    // The address has it, too.
    expect(page.url()).toContain(`view=rooms&day=${day}`);
    await page.goBack();
    await column(page, doctor.name).waitFor();
    await show(page, async (of) => {
      await of.getByRole("combobox", { name: "Doctors" }).fill("Ada");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Escape");
    });
    await event(page, /Jane Roe/).waitFor({ state: "detached" });
    expect(await page.locator("[data-column]").count()).toBe(1);
  });

  it("fits a week of twelve doctors, counts what has no room, and has a column for each on its day", async () => {
    const { page, client } = await opened.signedIn({ at: null, width: 1024 });
    const { visitType } = await makeSchedule(client);
    for (const number of Array(12).keys()) {
      const { id: doctorId } = await client.doctor.create.mutate({ name: `Doctor ${number}` });
      await openAlways(client, doctorId);
      const { id: patientId } = await client.patient.create.mutate({
        name: `Patient ${number}`,
        gender: "female",
      });
      const startsAt = `${day}T10:00:00Z`;
      await client.appointment.book.mutate({ patientId, doctorId, visitTypeId: visitType.id, startsAt });
    }
    await page.goto(`${origin}/calendar?day=${day}`);
    await page.getByRole("combobox", { name: "Doctors" }).selectOption("All doctors");
    await button(page, "10 more").waitFor();
    const grid = page.getByRole("region", { name: /^Calendar,/ });
    const isWithin = () => grid.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth);
    expect(await isWithin()).toBe(true);
    await lookAt(page, "calendar-week-of-many");
    await page.setViewportSize({ width: 1440, height: 900 });
    await button(page, "3 more").waitFor();
    expect(await isWithin()).toBe(true);
    await button(page, "3 more").click();
    const last = event(page, /Patient 11/);
    await last.waitFor();
    const events = page.locator("[data-event]");
    await expect.poll(() => events.count()).toBe(12);
    const widths = await events.evaluateAll((each) => each.map((one) => one.getBoundingClientRect().width));
    expect(Math.min(...widths)).toBeGreaterThan(80);
    await last.scrollIntoViewIfNeeded();
    const left = async (of: Locator) => Math.round((await of.first().boundingBox())?.x ?? -1);
    const times = await left(page.getByText("10:00", { exact: true }));
    expect(times).toBeGreaterThanOrEqual(await left(grid));
    expect(times).toBeLessThan((await left(grid)) + 60);
  });

  it("begins with one doctor where a week has no room for the names of several", async () => {
    const { page, client } = await opened.signedIn({ at: null, width: 1024 });
    const { ada, book, addPatient, doctor } = await fill(client);
    const ann = await addPatient("Ann Lee");
    await book("10:00", { doctorId: ada.id, patientId: ann.id });
    for (const number of Array(10).keys())
      await openAlways(client, (await client.doctor.create.mutate({ name: `Zoe Berg${number}` })).id);
    await page.goto(`${origin}/calendar?day=${day}`);
    await event(page, /Ann Lee/).waitFor();
    expect(await event(page, /Jane Roe/).count()).toBe(0);
    const headerPx = () =>
      page.evaluate(() => {
        const [heading, grid] = [document.querySelector("h1"), document.querySelector("[data-movable]")];
        return (grid?.getBoundingClientRect().top ?? NaN) - (heading?.getBoundingClientRect().top ?? NaN);
      });
    expect(await headerPx()).toBeLessThanOrEqual(96);
    await page.getByRole("combobox", { name: "Doctors" }).selectOption("All doctors");
    await event(page, /Jane Roe/).waitFor();
    await page.setViewportSize({ width: 1440, height: 900 });
    // Each of the twelve has a button with its own color.
    const doctors = page.getByRole("radiogroup", { name: "Doctors" });
    await doctors.getByTitle(doctor.name).click();
    await event(page, /Ann Lee/).waitFor({ state: "detached" });
    await event(page, /Jane Roe/).waitFor();
    expect(await headerPx()).toBeLessThanOrEqual(96);
    expect(await doctors.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    const hues = doctors
      .locator("[title]")
      .evaluateAll((all) => all.map((each) => each.getAttribute("style")));
    expect(new Set(await hues).size).toBe(12);
  });

  it("moves an appointment by keys, in steps of the chosen slots, makes it longer, also by its lower edge, and undoes both", async () => {
    const { page, client, appointment, patient } = await openDay(opened);
    await move(page, /Jane Roe/);
    await page.getByText(/^Moving\./).waitFor();
    for (const key of ["ArrowDown", "ArrowDown", "ArrowRight", "ArrowLeft"]) await page.keyboard.press(key);
    await page.keyboard.press("Escape");
    await page.getByText("The appointment stays where it is.").waitFor();
    expect(await startOf(client, appointment, patient)).toBe(appointment.startsAt);
    // A step is one slot of the grid.
    await slots(page, "5 minutes");
    await move(page, /Jane Roe/, "ArrowDown", "ArrowDown", "Enter");
    await event(page, /^10:10 Jane Roe .*until 11:10/).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toMatch(/^10:10/);
    await page.getByText(/^Jane Roe is moved to /).waitFor();
    await button(page, "Undo").click();
    await event(page, /^10:00 Jane Roe .*until 11:00/).waitFor();
    expect(await startOf(client, appointment, patient)).toBe(appointment.startsAt);
    const endOf = async () =>
      (await client.appointment.list.query({ patientId: patient.id })).items.find(
        ({ id }) => id === appointment.id,
      )?.endsAt;
    await slots(page, "15 minutes");
    await move(page, /Jane Roe/, "Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowUp", "Enter");
    await event(page, /^10:00 Jane Roe .*until 11:15/).waitFor();
    await page.getByText("The appointment of Jane Roe now takes 75 minutes").waitFor();
    await undo(page, "now takes");
    await event(page, /^10:00 Jane Roe .*until 11:00/).waitFor();
    expect(await endOf()).toBe(appointment.endsAt);
    // Close to an edge of the grid, dragging scrolls.
    await event(page, /Jane Roe/).evaluate((element) => element.scrollIntoView({ block: "center" }));
    const box = await event(page, /Jane Roe/).boundingBox();
    if (!box) throw new Error("The grid is not shown");
    const edge = box.y + box.height - 3;
    await page.mouse.move(box.x + 20, edge);
    await page.mouse.down();
    await page.mouse.move(box.x + 20, edge + box.height / 2, { steps: 4 });
    await page.getByText("10:00–11:30").first().waitFor();
    await page.mouse.up();
    await event(page, /^10:00 Jane Roe .*until 11:30/).waitFor();
    // The form shows the length, and changes it.
    await event(page, /Jane Roe/).press("Enter");
    await button(dialog(page), "Reschedule").click();
    expect(await dialog(page).getByLabel("Minutes").inputValue()).toBe("90");
    expect(await dialog(page).locator("[type=number]").count()).toBe(0);
    await dialog(page).getByLabel("Minutes").fill("2000");
    await button(dialog(page), "Move").click();
    await dialog(page).getByText("Has to be at most 1439").waitFor();
    expect(await dialog(page).getByLabel("Minutes").inputValue()).toBe("2000");
    await dialog(page).getByLabel("Minutes").fill("45");
    await button(dialog(page), "Move").click();
    await event(page, /^10:00 Jane Roe .*until 10:45/).waitFor();
  });

  it("shows when doctor and room are free while an appointment is moved, and offers free times in the form", async () => {
    const { page, client, appointment, patient } = await openDay(
      opened,
      async ({ book, addPatient, ada, room }) => {
        await book("11:00", { patientId: (await addPatient("Ann Lee")).id });
        const bo = await addPatient("Bo Ray");
        await book("09:00", { doctorId: ada.id, patientId: bo.id, roomId: room.id });
      },
    );
    await move(page, /Jane Roe/);
    await page.locator("[data-free]").first().waitFor();
    await page.getByText("Moving.").waitFor();
    // Its own time does not block it.
    await page.keyboard.press("ArrowUp");
    await page.getByText(/^09:45, .*, free$/).waitFor();
    for (const _ of Array(2)) await page.keyboard.press("ArrowDown");
    await page.getByText("10:15, ").and(page.getByText("not free")).waitFor();
    for (const _ of Array(7)) await page.keyboard.press("ArrowDown");
    await page.getByText(/^12:00, .*, free$/).waitFor();
    await page.keyboard.press("Escape");
    expect(await page.locator("[data-free]").count()).toBe(0);
    await choose(page, "View", "Rooms");
    await column(page, "Room 1")
      .getByRole("button", { name: /Bo Ray/ })
      .waitFor();
    await move(page, /Jane Roe/, ...Array<string>(4).fill("ArrowUp"));
    await page.getByText(/^09:00, No room, free$/).waitFor();
    await page.keyboard.press("ArrowLeft");
    await page.getByText(/^09:00, Room 1, not free$/).waitFor();
    await page.keyboard.press("Escape");
    await event(page, /Jane Roe/).press("Enter");
    await button(dialog(page), "Reschedule").click();
    await dialog(page).locator("[data-time]").first().click();
    await dialog(page).locator("[data-time][aria-pressed=true]").waitFor();
    await page.keyboard.press("Enter");
    await page.getByText(/^Jane Roe is moved to /).waitFor();
    expect(await startOf(client, appointment, patient)).not.toBe(appointment.startsAt);
  });

  it("finds appointments of a month, and shows one with a line for each", async () => {
    const { page, bookAt, addPatient } = await openDay(opened);
    const ann = await addPatient("Änne Lee");
    await bookAt(tokyo("09:00", dayFromNow(24)), { patientId: ann.id });
    await page.getByRole("searchbox", { name: "Search appointments" }).fill("anne l");
    await page.getByRole("button", { name: /Änne Lee/ }).waitFor();
    expect(await page.getByRole("button", { name: /Jane Roe/ }).count()).toBe(0);
    await lookAt(page, "calendar-search");
    await page.keyboard.press("Escape");
    await event(page, /Jane Roe/).waitFor();
    await choose(page, "View", "Month");
    await page
      .getByRole("table")
      .getByRole("button", { name: /Jane Roe/ })
      .click();
    await button(dialog(page), "Reschedule").waitFor();
    await button(dialog(page), "Close").click();
    await lookAt(page, "calendar-month");
  });

  it("shows a group visit as one card, in columns for doctors who work on the day, and on request for all", async () => {
    const { page, client, ada, doctor } = await openDay(opened, async ({ client, book, addPatient }) => {
      const group = await client.visitType.create.mutate({ name: "Back exercises", minutes: 60, seats: 3 });
      for (const name of ["Ann Lee", "Bo Ray"])
        await book("15:00", { patientId: (await addPatient(name)).id, visitTypeId: group.id });
    });
    await choose(page, "View", "Day");
    await event(page, /^15:00 Back exercises · 2 of 3 Ann Lee, Bo Ray/).click();
    await dialog(page).getByRole("heading", { name: "Back exercises · 2 of 3" }).waitFor();
    await lookAt(page, "calendar-group");
    await button(dialog(page), "Open the visit of Bo Ray").click();
    await page.getByRole("dialog", { name: "Bo Ray" }).getByText("Booked").waitFor();
    await client.openingHours.set.mutate({ doctorId: ada.id, expectedVersion: "any", weekly: [] });
    await page.reload();
    await column(page, doctor.name).waitFor();
    expect(await column(page, ada.name).count()).toBe(0);
    await show(page, async (of) => {
      await lookAt(page, "calendar-options");
      await of.getByRole("switch", { name: "Show doctors who are off" }).check();
    });
    await column(page, ada.name).waitFor();
    await page.getByText("Closed", { exact: true }).waitFor();
  });

  it("books a free time of the grid, and moves an appointment to another doctor by dragging it", async () => {
    const { page, ada } = await openDay(opened);
    const box = await event(page, /Jane Roe/).boundingBox();
    if (!box) throw new Error("The grid is not shown");
    // Below a one-hour visit: eleven o'clock.
    await page.mouse.click(box.x + 20, box.y + box.height + 8);
    await dialog(page).getByRole("heading", { name: "Book an appointment" }).waitFor();
    await dialog(page).getByText(/11:00/).first().waitFor();
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "detached" });
    await choose(page, "View", "Day");
    await column(page, ada.name).waitFor();
    const from = await event(page, /Jane Roe/).boundingBox();
    const to = await column(page, ada.name).boundingBox();
    if (!from || !to) throw new Error("The grid is not shown");
    await page.mouse.move(from.x + 20, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(to.x + 20, from.y + 10, { steps: 4 });
    await page.mouse.up();
    await column(page, ada.name)
      .getByRole("button", { name: /^10:00 Jane Roe .*until 11:00/ })
      .waitFor();
    expect(await dialog(page).count()).toBe(0);
  });

  it("says that somebody else has changed an appointment, or that its new time is taken, and moves it nevertheless", async () => {
    const { page, client, appointment, book, addPatient } = await openDay(opened);
    const { id, version } = appointment;
    await client.appointment.reschedule.mutate({ id, expectedVersion: version, startsAt: tokyo("15:00") });
    await move(page, /^10:00/, "ArrowDown", "Enter");
    await dialog(page)
      .getByText(/^Somebody has changed this appointment: .*15:00, Booked\./)
      .waitFor();
    await event(page, /^15:00/).waitFor();
    await button(dialog(page), "Move").click();
    await event(page, /^10:15 Jane Roe .*until 11:15/).waitFor();
    // If the slot is taken, the request is kept, and booked with a reason.
    await book("11:15", { patientId: (await addPatient("Ann Lee")).id });
    await move(page, /Jane Roe/, "ArrowDown", "ArrowDown", "Enter");
    await dialog(page).getByText("This time is taken").waitFor();
    await lookAt(page, "appointment-refused");
    await button(dialog(page), "Choose another time").click();
    expect(await dialog(page).getByLabel("Time", { exact: true }).inputValue()).toBe("10:45");
    await lookAt(page, "appointment-reschedule");
    await dialog(page).getByLabel("Time", { exact: true }).fill("25:00");
    await dialog(page).getByText("This time is taken").waitFor({ state: "detached" });
    await button(dialog(page), "Move").click();
    const noTime = dialog(page).getByText(/^Not a time/);
    await noTime.waitFor();
    await dialog(page).getByLabel("Time", { exact: true }).fill("10:45");
    await noTime.waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await move(page, /Jane Roe/, "ArrowDown", "ArrowDown", "Enter");
    await button(dialog(page), "Move anyway").and(page.locator(":disabled")).waitFor();
    // The reason can be typed at once.
    await page.keyboard.type("Emergency");
    await page.keyboard.press("Enter");
    await event(page, /^10:45 Jane Roe .*until 11:45, Booked, booked with an override$/).waitFor();
  });

  it("offers the steps of a status from the visit's day on, and takes one back", async () => {
    const { page, bookAt, addPatient } = await openDay(opened);
    await event(page, /Jane Roe/).press("Enter");
    await button(dialog(page), "Reschedule").waitFor();
    for (const step of ["Check in", "Complete"]) expect(await button(dialog(page), step).count()).toBe(0);
    const ann = await addPatient("Ann Lee");
    await bookAt(underWay(), { patientId: ann.id });
    await visit(page, "/calendar");
    await event(page, /Ann Lee/).press("Enter");
    await button(dialog(page), "Check in").waitFor();
    await lookAt(page, "appointment");
    await button(dialog(page), "History").click();
    await dialog(page).getByText("Appointment booked").waitFor();
    await button(dialog(page), "Check in").click();
    await event(page, /Ann Lee.*Waiting$/).click();
    await button(dialog(page), "More actions").click();
    await lookAt(page, "appointment-step-back");
    await page.getByRole("menuitem", { name: "A wrong click" }).click();
    await page.getByText("The appointment of Ann Lee is as before").waitFor();
    await event(page, /Ann Lee.*Booked$/).click();
    await button(dialog(page), "Did not come").click();
    await event(page, /Ann Lee.*Did not come$/).waitFor();
    await undo(page, "Ann Lee did not come");
    await event(page, /Ann Lee.*Booked$/).click();
    await chooseMore(dialog(page), "Complete");
    await event(page, /Ann Lee.*Completed$/).click();
    await dialog(page).getByText("Completed", { exact: true }).waitFor();
    await button(dialog(page), "More actions").click();
    await page.getByRole("menuitem").first().waitFor();
    expect(await button(dialog(page), "Cancel appointment").count()).toBe(0);
  });

  it("is a list on a phone, and prints lists", async () => {
    const { page, client, bookAt, addPatient, doctor } = await openDay(
      opened,
      ({ client, patient: { id, version: expectedVersion } }) =>
        client.patient.update.mutate({
          id,
          expectedVersion,
          dateOfBirth: "1980-03-05",
          phoneNumber: "+43 1 234567",
        }),
    );
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    const row = page.locator("[data-print-sheet] tr", { hasText: "Jane Roe" });
    await expect.poll(() => row.textContent()).toMatch(/^10:00–11:00Jane RoeCheck-up.*Booked$/);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    // The printed list has birth dates and contact details.
    const printed = await page.evaluateHandle(() => {
      const texts: (string | null)[] = [];
      window.print = () => {
        dispatchEvent(new Event("beforeprint"));
        texts.push(document.querySelector("[data-print-sheet]")?.textContent ?? null);
      };
      return texts;
    });
    await page.emulateMedia({ media: "screen" });
    await choose(page, "View", "Day");
    await column(page, doctor.name).waitFor();
    await button(page, "Print").click();
    await expect
      .poll(() => printed.jsonValue())
      .toEqual([expect.stringMatching(/Jane Roe · 5 Mar 1980 \(\d+\) · \+43 1 234567/)]);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    const ann = await addPatient("Ann Lee");
    const { id } = await bookAt(underWay(), { patientId: ann.id });
    await page.setViewportSize({ width: 360, height: 800 });
    await visit(page, "/calendar");
    const first = page.getByRole("button", { name: /Ann Lee/ });
    await first.waitFor();
    // In the first third of the screen.
    expect((await first.boundingBox())?.y).toBeLessThan(800 / 3);
    await show(page, (of) =>
      of.getByRole("radio", { name: "Agenda", checked: true }).waitFor({ state: "attached" }),
    );
    await first.click();
    await button(dialog(page), "Change").waitFor();
    await button(dialog(page), "Check in").click();
    await page.getByRole("button", { name: /Ann Lee.*Waiting/s }).waitFor();
    expect(await client.appointment.byId.query({ id })).toMatchObject({ status: "arrived" });
    expect(await page.locator("[data-event]").count()).toBe(0);
  });

  it("changes what a visit is about, cancels it with a reason, and books it again", async () => {
    const { page, client, room, patient } = await openDay(opened);
    const booked = async () => (await client.appointment.list.query({ patientId: patient.id })).items;
    await event(page, /Jane Roe/).press("Enter");
    await button(dialog(page), "Change").click();
    await dialog(page).getByLabel("Reason").fill("Cough");
    await dialog(page).getByLabel("Note").fill("z".repeat(2001));
    await dialog(page).getByText("at most 2000 characters").waitFor();
    await button(dialog(page), "Save").click();
    await expect.poll(() => focused(page)).toBe("note");
    await dialog(page).getByLabel("Note").fill("Brings a letter");
    await dialog(page).getByLabel("Room").selectOption("Room 1");
    await button(dialog(page), "Save").click();
    await page.getByText("The appointment of Jane Roe is changed").waitFor();
    const about = { reasonForVisit: "Cough", note: "Brings a letter", roomId: room.id };
    expect(await booked()).toMatchObject([about]);
    await undo(page, "is changed");
    const before = { reasonForVisit: null, note: null, roomId: null };
    await expect.poll(booked).toMatchObject([before]);
    await event(page, /Jane Roe/).press("Enter");
    await button(dialog(page), "Change").waitFor();
    // The page refetches after the change.
    await dialog(page).getByText("Cough").waitFor({ state: "detached" });
    await button(dialog(page), "Change").click();
    await dialog(page).locator("textarea:focus").fill("Cough");
    await page.keyboard.press("Enter");
    await page.getByText("The appointment of Jane Roe is changed").waitFor();
    await event(page, /Jane Roe/).click();
    await button(dialog(page), "Reschedule").click();
    await expect.poll(() => focused(page)).toBe("date");
    await button(dialog(page), "Back").click();
    await expect.poll(() => focused(page)).toBe("reschedule");
    await button(dialog(page), "Cancel appointment").click();
    await expect.poll(() => focused(page)).toBe("reason");
    await button(dialog(page), "Back").click();
    await expect.poll(() => focused(page)).toBe("cancel");
    await button(dialog(page), "Cancel appointment").click();
    await expect.poll(() => focused(page)).toBe("reason");
    await button(dialog(page), "Cancel appointment").click();
    await dialog(page).getByText("Required").waitFor();
    await lookAt(page, "appointment-cancel");
    await dialog(page).getByLabel("Reason").fill("Ill".repeat(167));
    await page.keyboard.press("Enter");
    await dialog(page).getByText("at most 500 characters").waitFor();
    await dialog(page).getByLabel("Reason").fill("Ill");
    await page.keyboard.press("Enter");
    await event(page, /Jane Roe/).waitFor({ state: "detached" });
    await undo(page, "is cancelled");
    await event(page, /Jane Roe.*Booked$/).click();
    await button(dialog(page), "Cancel appointment").click();
    await dialog(page).getByLabel("Reason").fill("Ill");
    await page.keyboard.press("Enter");
    await event(page, /Jane Roe/).waitFor({ state: "detached" });
    await show(page, (of) => of.getByRole("switch", { name: "Show cancelled" }).check());
    await event(page, /Jane Roe.*Cancelled$/).press("Enter");
    await button(dialog(page), "Book again").click();
    await button(dialog(page), "Book").click();
    await page.getByText(/^Jane Roe is booked for /).waitFor();
    expect(await booked()).toMatchObject([
      { status: "cancelled" },
      { status: "booked", reasonForVisit: "Cough" },
    ]);
    await undo(page, "is booked for");
    await expect
      .poll(async () => (await booked()).map(({ status }) => status))
      .toEqual(["cancelled", "cancelled"]);
  });
});
