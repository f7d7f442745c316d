import { dateInDays, inDays } from "@caretype/test-api/case";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { any } from "../../test/patient-mails.ts";
import { daysEarlier, makeSchedule, plus, wholeWeek } from "../../test/schedules.ts";

const api = await createTestApi();
const day = dateInDays(14);

async function open(timeZone = "UTC") {
  const owner = await api.signUp();
  const schedule = await makeSchedule(owner, { minutes: 60 });
  const { caller } = owner;
  await caller.practice.update({ ...any, timeZone });
  const close = (from = day, to = from, more: { name?: string; yearly?: boolean } = {}) =>
    caller.practice.setHolidays({ ...any, holidays: [{ name: "Inventory", from, to, ...more }] });
  const { visitTypeId, doctorId, patientId } = schedule;
  const slots = async (from: string, to = from) =>
    (await caller.appointment.slots({ visitTypeId, doctorId, from, to })).items.map(
      ({ startsAt }) => startsAt,
    );
  const wanted = { patientId, doctorId, visitTypeId, startsAt: inDays(7), everyWeeks: 1, times: 3 };
  return { ...owner, ...schedule, close, slots, wanted };
}

it("have no slots, in the practice's time zone, unless the doctor has extra hours", async () => {
  const { caller, close, slots, doctorId } = await open("Pacific/Auckland");
  expect(await slots(day)).toHaveLength(24);
  await close();
  expect(await slots(day)).toEqual([]);
  // The day begins half a day earlier than in UTC.
  expect((await slots(dateInDays(13))).at(-1)?.slice(0, 10)).toBe(dateInDays(13));
  const calendar = await caller.appointment.calendar({ from: day, to: day });
  expect(calendar.doctors).toMatchObject([{ doctorId, open: [] }]);
  const exceptions = [{ kind: "extra" as const, from: day, to: day, opens: "09:00", closes: "10:00" }];
  await caller.openingHours.set({ doctorId, ...any, weekly: wholeWeek, exceptions });
  expect(await slots(day)).toHaveLength(1);
});

it("are left out by a series, which says so, and refuse a booking unless it has a reason", async () => {
  const { caller, close, wanted, book } = await open();
  await close();
  const { items, skipped } = await caller.appointment.bookSeries(wanted);
  expect(items.map(({ startsAt }) => startsAt.slice(0, 10))).toEqual([dateInDays(7), dateInDays(21)]);
  expect(skipped).toEqual([{ date: day, reason: "holiday", name: "Inventory" }]);
  const [startsAt, code] = [inDays(14), "OUTSIDE_OPENING_HOURS"];
  expect(await failureOf(book({ startsAt }))).toMatchObject({ code });
  const [first] = items;
  if (!first) throw new Error("the series is empty");
  const move = { id: first.id, ...any, startsAt: plus(startsAt, 90) };
  expect(await failureOf(caller.appointment.rescheduleSeries(move))).toMatchObject({
    code: "SERIES_CLASHES",
    details: { clashes: [{ code }] },
  });
  expect(await book({ startsAt, overrideReason: "Emergency" })).toMatchObject({ status: "booked" });
});

it("are left out by a series also where clocks skip its time on that day", async () => {
  const { caller, close, wanted } = await open("America/Santiago");
  await close("2090-09-03");
  const startsAt = "2090-08-27T04:30:00Z";
  const { items, skipped } = await caller.appointment.bookSeries({ ...wanted, startsAt, times: 3 });
  expect(items.map((item) => item.startsAt)).toEqual([startsAt, "2090-09-10T03:30:00Z"]);
  expect(skipped).toEqual([{ date: "2090-09-03", reason: "holiday", name: "Inventory" }]);
});

it("make no series of nothing, and do not hide what else is not free", async () => {
  const { caller, close, wanted, book, otherId } = await open();
  await close(dateInDays(7), dateInDays(14));
  expect(await failureOf(caller.appointment.bookSeries({ ...wanted, times: 2 }))).toMatchObject({
    code: "SERIES_CLASHES",
  });
  await book({ startsAt: inDays(21), patientId: otherId });
  expect(await failureOf(caller.appointment.bookSeries(wanted))).toMatchObject({ code: "SERIES_CLASHES" });
  expect((await caller.appointment.list({ patientId: wanted.patientId })).items).toEqual([]);
});

it("say on which of them visits are booked already", async () => {
  const { caller, close, book, wanted } = await open();
  const { id } = await book({ startsAt: inDays(14) });
  const other = await book({ startsAt: inDays(15) });
  await close(day, dateInDays(15), { yearly: true });
  const onHolidays = async () => (await caller.appointment.onHolidays()).items;
  expect(await onHolidays()).toEqual([{ name: "Inventory", from: day, to: dateInDays(15), visits: 2 }]);
  await caller.appointment.cancel({ id, ...any, reason: "Closed" });
  expect(await onHolidays()).toMatchObject([{ visits: 1 }]);
  await close(dateInDays(-3), dateInDays(15));
  expect(await onHolidays()).toMatchObject([{ visits: 1 }]);
  // The holiday has begun, and the patient did not come.
  await api.database.reader.execute(sql`update appointment set ${daysEarlier(17)} where id = ${other.id}`);
  expect(await onHolidays()).toEqual([]);
  await caller.practice.setHolidays({ ...any, holidays: [] });
  expect(await onHolidays()).toEqual([]);
  expect(
    (await caller.appointment.bookSeries({ ...wanted, startsAt: plus(inDays(7), 120) })).skipped,
  ).toEqual([]);
});

it("are set by the front desk, sorted, for its practice alone, and only as days", async () => {
  const [{ caller, close }, stranger] = [await open(), await api.signUp()];
  const holidays = [
    { name: "Winter", from: "2026-12-24", to: "2027-01-02", yearly: true },
    { name: "Strike", from: "2026-05-04", to: "2026-05-04", yearly: false },
  ];
  const set = await caller.practice.setHolidays({ ...any, holidays });
  expect(set.holidays).toEqual(holidays.toReversed());
  expect(await caller.practice.setHolidays({ expectedVersion: set.version, holidays })).toEqual(set);
  expect(await caller.practice.mine()).toEqual(set);
  expect((await stranger.caller.practice.mine()).holidays).toEqual([]);
  for (const [from, to, field] of [
    ["2026-02-30", "2026-03-01", "from"],
    ["2026-03-02", "2026-03-01", "from"],
    ["2026-03-02", "2027-03-02", "to"],
  ] as const)
    expect(Object.keys((await failureOf(close(from, to))).details.errors ?? {})).toEqual([
      `holidays.0.${field}`,
    ]);
});
