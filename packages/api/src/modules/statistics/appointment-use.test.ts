import type { AppointmentId } from "@caretype/core/kernel/field/ids";
import { makeSchedule } from "@caretype/scheduling/test/schedules";
import { dateInDays } from "@caretype/test-api/case";
import { codeOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";

const api = await createTestApi();
const any = { expectedVersion: "any" } as const;
const everyDay = (opens: string, closes: string) =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens, closes }));

/** A doctor with opening hours from 9:00 to 11:00 UTC each day. */
async function open() {
  const owner = await api.signUp();
  const schedule = await makeSchedule(owner);
  const { doctorId } = schedule;
  await owner.caller.openingHours.set({ doctorId, ...any, weekly: everyDay("09:00", "11:00") });
  const at = (days: number, time: string) => `${dateInDays(days)}T${time}:00Z`;
  const setStatus = (id: AppointmentId, status: string) =>
    api.database.reader.execute(sql`update appointment set status = ${status} where id = ${id}`);
  const read = (from: number, to: number, freeMinutes?: number) =>
    owner.caller.statistics.appointments({ from: dateInDays(from), to: dateInDays(to), freeMinutes });
  return { ...owner, ...schedule, at, setStatus, read };
}

describe("the use of appointments", () => {
  it("compares visits with opening hours, a group visit once", async () => {
    const { caller, book, at, otherId, patientId, doctorId, read, setStatus } = await open();
    await book({ startsAt: at(7, "09:00") });
    await setStatus((await book({ startsAt: at(7, "09:30") })).id, "noshow");
    await setStatus((await book({ startsAt: at(7, "10:00") })).id, "fulfilled");
    const { id } = await book({ startsAt: at(7, "10:30") });
    await caller.appointment.cancel({ id, ...any, reason: "Ill" });
    const group = await caller.visitType.create({ name: "Group", minutes: 60, bufferAfter: 30, seats: 3 });
    for (const each of [patientId, otherId])
      await book({ patientId: each, visitTypeId: group.id, startsAt: at(8, "09:00") });
    // Out of range.
    await book({ startsAt: at(9, "09:00") });
    const used = { openMinutes: 240, bookedMinutes: 150, utilisation: 0.625 };
    const counted = { appointments: 5, cancelled: 1, completed: 1, noShows: 1, noShowRate: 0.5 };
    const { total, doctors, timeZone } = await read(7, 8);
    expect({ total, timeZone }).toEqual({ total: { ...used, ...counted }, timeZone: "UTC" });
    expect(doctors).toMatchObject([{ doctorId, doctorName: "Sam Okafor", ...used, ...counted }]);
  });

  it("counts hours on the practice's wall, and has no rates of nothing", async () => {
    const { caller, doctorId } = await open();
    await caller.practice.update({ ...any, timeZone: "Europe/Zurich" });
    await caller.openingHours.set({ doctorId, ...any, weekly: everyDay("00:00", "24:00") });
    const { total, timeZone } = await caller.statistics.appointments({
      from: "2027-03-28",
      to: "2027-03-28",
    });
    expect({ timeZone, ...total }).toMatchObject({
      timeZone: "Europe/Zurich",
      openMinutes: 23 * 60,
      bookedMinutes: 0,
      utilisation: 0,
      noShowRate: null,
    });
  });

  it("has whole minutes where clocks were changed by seconds", async () => {
    const { caller, doctorId } = await open();
    await caller.practice.update({ ...any, timeZone: "Africa/Monrovia" });
    await caller.openingHours.set({ doctorId, ...any, weekly: everyDay("00:00", "24:00") });
    const day = "1972-01-07";
    const { total } = await caller.statistics.appointments({ from: day, to: day });
    expect(total.openMinutes).toBe(23 * 60 + 16);
  });

  it("finds the next day with room for a visit", async () => {
    const { caller, doctorId, book, at, read } = await open();
    const closed = { kind: "closed", from: dateInDays(0), to: dateInDays(1) } as const;
    const hours = { doctorId, ...any, weekly: everyDay("09:00", "10:00") };
    await caller.openingHours.set({ ...hours, exceptions: [closed] });
    const nextFreeDay = async (freeMinutes?: number) =>
      (await read(7, 7, freeMinutes)).doctors.map((each) => each.nextFreeDay);
    expect(await nextFreeDay()).toEqual([dateInDays(2)]);
    await book({ startsAt: at(2, "09:10") });
    // Twenty minutes remain.
    expect(await nextFreeDay()).toEqual([dateInDays(2)]);
    expect(await nextFreeDay(25)).toEqual([dateInDays(3)]);
    expect(await nextFreeDay(61)).toEqual([null]);
    await caller.doctor.update({ id: doctorId, ...any, maxAppointmentsPerDay: 1 });
    expect(await nextFreeDay()).toEqual([dateInDays(3)]);
  });

  it("has the fullest doctors first, whatever their hours", async () => {
    const { caller, doctorId, otherId, book, addDoctor, at, read } = await open();
    const short = await addDoctor("Kim Ode");
    await caller.openingHours.set({ doctorId: short, ...any, weekly: everyDay("09:00", "09:30") });
    for (const time of ["09:00", "09:30"]) await book({ startsAt: at(7, time) });
    await book({ doctorId: short, patientId: otherId, startsAt: at(7, "09:00") });
    const { doctors } = await read(7, 7);
    expect(doctors.map((each) => [each.doctorId, each.utilisation])).toEqual([
      [short, 1],
      [doctorId, 0.5],
    ]);
  });

  it("has doctors without opening hours, if they were booked, and no others", async () => {
    const { caller, doctorId, book, addDoctor, at, read } = await open();
    const idle = await addDoctor("Kim Ode");
    await caller.openingHours.set({ doctorId: idle, ...any, weekly: [] });
    await book({ startsAt: at(7, "09:00") });
    // Opening hours are deleted with the doctor. Past appointments stay.
    await api.database.reader.execute(sql`delete from opening_hours where doctor_id = ${doctorId}`);
    expect((await read(7, 7)).doctors).toMatchObject([
      { doctorId, openMinutes: 0, bookedMinutes: 30, utilisation: null, nextFreeDay: null },
    ]);
  });

  it("has no open minutes on a holiday", async () => {
    const { caller, at, read } = await open();
    const day = at(7, "09:00").slice(0, 10);
    await caller.practice.setHolidays({ ...any, holidays: [{ name: "Inventory", from: day, to: day }] });
    expect((await read(7, 7)).total.openMinutes).toBe(0);
  });

  it("is refused for days at the ends of the calendar", async () => {
    const { caller } = await open();
    for (const [from, to] of [
      ["0000-01-01", "0000-01-01"],
      ["1899-12-31", "1900-01-01"],
      ["9999-12-30", "9999-12-31"],
    ] as const)
      expect(await codeOf(caller.statistics.appointments({ from, to }))).toBe("INVALID_INPUT");
  });
});
