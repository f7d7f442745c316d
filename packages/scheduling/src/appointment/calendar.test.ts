import { inDays } from "@caretype/test-api/case";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { makeSchedule, plus } from "../../test/schedules.ts";

const api = await createTestApi();
const anyVersion = { expectedVersion: "any" } as const;
const at = inDays(7);
const date = at.slice(0, 10);
const day = { from: date, to: date };

async function open(options: Parameters<typeof makeSchedule>[1] = {}) {
  const owner = await api.signUp();
  return { ...owner, ...(await makeSchedule(owner, options)) };
}

/** Expiry creates no new version. */
const expireHold = (id: string) =>
  api.database.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`update appointment set held_until = now() - interval '1 minute' where id = ${id}`);
  });

const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);

describe("the calendar", () => {
  it("has what overlaps the days: no cancelled ones, and no expired holds, unless asked", async () => {
    const { caller, book, otherId, patientId, doctorId, visitTypeId } = await open();
    const later = await book({ startsAt: plus(at, 60) });
    const first = await book();
    const gone = await book({ startsAt: plus(at, 120) });
    await caller.appointment.cancel({ id: gone.id, ...anyVersion, reason: "Ill" });
    const held = await caller.appointment.hold({
      patientId: otherId,
      doctorId,
      visitTypeId,
      startsAt: plus(at, 180),
    });
    await expireHold(held.id);
    await book({ patientId, startsAt: inDays(9) });
    const calendar = await caller.appointment.calendar(day);
    expect(calendar.appointments).toEqual([
      await caller.appointment.byId({ id: first.id }),
      await caller.appointment.byId({ id: later.id }),
    ]);
    expect(calendar.isComplete).toBe(true);
    const all = await caller.appointment.calendar({ ...day, withCancelled: true });
    expect(ids(all.appointments)).toEqual([first.id, later.id, gone.id, held.id]);
    expect(all.appointments[3]?.status).toBe("cancelled");
  });

  it("has a visit that began the day before", async () => {
    const { caller, book } = await open({ minutes: 60 });
    const midnight = `${date}T00:00:00Z`;
    const night = await book({ startsAt: plus(midnight, -30) });
    await book({ startsAt: plus(midnight, -90) });
    expect(ids((await caller.appointment.calendar(day)).appointments)).toEqual([night.id]);
  });

  it("has the chosen doctors and rooms, and names the others", async () => {
    const { caller, book, addDoctor, otherId, doctorId } = await open();
    const ada = await addDoctor("Ada Chi");
    const room = await caller.room.create({ name: "Room 1" });
    const own = await book();
    const elsewhere = await book({ doctorId: ada, patientId: otherId, roomId: room.id });
    const everybody = await caller.appointment.calendar(day);
    expect(ids(everybody.appointments).sort()).toEqual([own.id, elsewhere.id].sort());
    expect(everybody.doctors.map(({ doctorName }) => doctorName)).toEqual(["Ada Chi", "Sam Okafor"]);
    expect(everybody.otherDoctors).toEqual([]);
    const one = await caller.appointment.calendar({ ...day, doctorIds: [doctorId] });
    expect(ids(one.appointments)).toEqual([own.id]);
    expect(one.otherDoctors).toEqual([{ doctorId: ada, doctorName: "Ada Chi" }]);
    const inRoom = await caller.appointment.calendar({ ...day, roomIds: [room.id] });
    expect(ids(inRoom.appointments)).toEqual([elsewhere.id]);
    const inBoth = { ...day, roomIds: [room.id], doctorIds: [doctorId] };
    expect((await caller.appointment.calendar(inBoth)).appointments).toEqual([]);
    const closed = await caller.doctor.create({ name: "Without Hours" });
    const { doctors } = await caller.appointment.calendar({ ...day, doctorIds: [closed.id] });
    expect(doctors).toMatchObject([{ doctorName: "Without Hours", open: [], fullDays: [] }]);
  });

  it("has a revision that differs after each change of these days, and no other", async () => {
    const { caller, book, doctorId, patientId, otherId, visitTypeId } = await open();
    let seen = "";
    const isNew = async () => {
      const before = seen;
      seen = (await caller.appointment.revision(day)).revision;
      return seen !== before;
    };
    expect(await isNew()).toBe(true);
    expect(await isNew()).toBe(false);
    const morning = `${date}T08:00:00Z`;
    const { id } = await book({ startsAt: morning });
    expect(await isNew()).toBe(true);
    await book({ patientId: otherId, startsAt: inDays(9) });
    expect(await isNew()).toBe(false);
    const slot = { doctorId, visitTypeId, startsAt: plus(morning, 180) };
    const held = await caller.appointment.hold({ ...slot, patientId: otherId });
    expect(await isNew()).toBe(true);
    await caller.appointment.cancel({ id, ...anyVersion, reason: "Ill" });
    expect(await isNew()).toBe(true);
    const moved = await book({ patientId, startsAt: plus(morning, 300) });
    expect(await isNew()).toBe(true);
    await caller.appointment.reschedule({ id: moved.id, ...anyVersion, startsAt: inDays(10) });
    expect(await isNew()).toBe(true);
    await expireHold(held.id);
    expect(await isNew()).toBe(true);
  });

  it("has opening hours and full days by the practice's calendar", async () => {
    const { caller, book, doctorId } = await open({ perDay: 1 });
    await caller.practice.update({ ...anyVersion, timeZone: "Europe/Vienna" });
    await caller.openingHours.set({
      doctorId,
      ...anyVersion,
      weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: "09:00", closes: "17:00" })),
    });
    // Daylight saving time begins on 28 March 2027.
    const spring = await caller.appointment.calendar({ from: "2027-03-27", to: "2027-03-28" });
    expect(spring.timeZone).toBe("Europe/Vienna");
    expect(spring.doctors[0]?.open).toEqual([
      { startsAt: "2027-03-27T08:00:00.000Z", endsAt: "2027-03-27T16:00:00.000Z" },
      { startsAt: "2027-03-28T07:00:00.000Z", endsAt: "2027-03-28T15:00:00.000Z" },
    ]);
    // Before midnight in UTC, but the next day in Vienna.
    await book({ startsAt: "2027-05-01T23:30:00Z", overrideReason: "Emergency" });
    const may = { from: "2027-05-01", to: "2027-05-02" };
    expect((await caller.appointment.calendar(may)).doctors[0]?.fullDays).toEqual(["2027-05-02"]);
    expect((await caller.appointment.calendar({ ...may, to: may.from })).appointments).toEqual([]);
  });

  it("shows nothing of another practice", async () => {
    const { book, doctorId } = await open({ perDay: 1 });
    await book();
    const { caller } = await api.signUp();
    const { doctors, appointments } = await caller.appointment.calendar({ ...day, doctorIds: [doctorId] });
    expect(appointments).toEqual([]);
    expect(doctors).toMatchObject([{ open: [], fullDays: [] }]);
  });
});
