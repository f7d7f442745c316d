import { inDays } from "@caretype/test-api/case";
import { codeOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { expect, it } from "vitest";
import { makeSchedule, plus } from "../../test/schedules.ts";

const api = await createTestApi();
const anyVersion = { expectedVersion: "any" } as const;
const at = inDays(7);

async function open() {
  const owner = await api.signUp();
  return { ...owner, ...(await makeSchedule(owner)) };
}

it("keeps groups of two doctors out of one room", async () => {
  const { caller, book, addDoctor, otherId, doctorId } = await open();
  const room = await caller.room.create({ name: "Room 1" });
  const { id: visitTypeId } = await caller.visitType.create({ name: "Group", minutes: 30, seats: 3 });
  const group = { visitTypeId, roomId: room.id };
  await book(group);
  const second = await addDoctor("Kim Ode");
  const inSame = { ...group, patientId: otherId, doctorId: second };
  expect(await codeOf(book(inSame))).toBe("ROOM_TAKEN");
  const { id } = await book({ ...inSame, doctorId });
  const move = { id, ...anyVersion, startsAt: at, doctorId: second };
  expect(await codeOf(caller.appointment.reschedule(move))).toBe("ROOM_TAKEN");
  expect(await caller.appointment.reschedule({ ...move, roomId: null })).toMatchObject({ doctorId: second });
});

it("keeps an override unless the time is free without it", async () => {
  const { caller, book, otherId } = await open();
  const { id } = await book({ overrideReason: "Emergency" });
  const other = await book({ overrideReason: "Emergency", patientId: otherId });
  const stay = { id, ...anyVersion, startsAt: at };
  expect(await codeOf(caller.appointment.reschedule(stay))).toBe("SLOT_TAKEN");
  expect(await caller.appointment.byId({ id })).toMatchObject({ overrideReason: "Emergency", version: 1 });
  await caller.appointment.cancel({ id: other.id, ...anyVersion, reason: "Ill" });
  expect(await caller.appointment.reschedule(stay)).toMatchObject({ overrideReason: null });
});

it("refuses days and starts at the ends of the calendar", async () => {
  const { caller, book, visitTypeId, patientId, doctorId } = await open();
  const days = [
    { from: "0000-01-01", to: "0000-01-01" },
    { from: "1899-12-31", to: "1900-01-01" },
    { from: "9999-12-30", to: "9999-12-31" },
  ];
  for (const range of days) {
    const calls = [
      caller.appointment.slots({ visitTypeId, ...range }),
      caller.appointment.calendar(range),
      caller.appointment.list(range),
      caller.appointment.revision(range),
      caller.waitlist.add({ patientId, visitTypeId, firstDay: range.from, lastDay: "2999-12-31" }),
    ];
    for (const code of await Promise.all(calls.map(codeOf))) expect(code).toBe("INVALID_INPUT");
  }
  await caller.practice.update({ ...anyVersion, timeZone: "Europe/Vienna" });
  for (const day of ["1900-01-01", "2999-12-31"]) {
    const range = { from: day, to: day };
    expect((await caller.appointment.slots({ visitTypeId, ...range })).nextCursor).toBeNull();
    expect((await caller.appointment.calendar(range)).appointments).toEqual([]);
    expect((await caller.appointment.list(range)).items).toEqual([]);
  }
  // The last one is in the year 3000 in Vienna.
  for (const startsAt of ["9999-12-31T23:59:00Z", "3000-01-01T00:00:00Z", "2999-12-31T23:30:00Z"])
    expect(await codeOf(book({ startsAt }))).toBe("INVALID_INPUT");
  const last = { patientId, doctorId, visitTypeId, startsAt: "2999-12-20T09:00:00Z", everyWeeks: 1 };
  expect(await codeOf(caller.appointment.bookSeries({ ...last, times: 3 }))).toBe("INVALID_INPUT");
  expect((await caller.appointment.bookSeries({ ...last, times: 2 })).items).toHaveLength(2);
});

it("offers slots of the last days of a range, if the first ones have none", async () => {
  const { caller, doctorId, visitTypeId } = await open();
  const [first, last] = [inDays(60).slice(0, 10), inDays(61).slice(0, 10)];
  const extra = { from: first, to: last, kind: "extra" as const, opens: "00:00", closes: "24:00" };
  await caller.openingHours.set({ ...anyVersion, doctorId, weekly: [], exceptions: [extra] });
  const range = { visitTypeId, from: inDays(0).slice(0, 10), to: inDays(90).slice(0, 10) };
  const { items } = await caller.appointment.slots({ ...range, joined: true });
  expect(items.map(({ startsAt, endsAt }) => [startsAt, endsAt])).toEqual([
    [`${first}T00:00:00.000Z`, plus(`${first}T00:00:00Z`, 48 * 60)],
  ]);
});

it("offers the earliest slots of many", async () => {
  const { caller, book, addDoctor, visitTypeId, doctorId, otherId } = await open();
  const second = await addDoctor("Kim Ode");
  const day = { visitTypeId, from: at.slice(0, 10), to: inDays(30).slice(0, 10) };
  const midnight = `${day.from}T00:00:00Z`;
  await book({ startsAt: midnight });
  await book({ startsAt: plus(midnight, 30), doctorId: second, patientId: otherId });
  const { items } = await caller.appointment.slots({ ...day, limit: 3 });
  expect(items.map((slot) => [slot.doctorId, Date.parse(slot.startsAt)])).toEqual(
    [
      [second, 0],
      [doctorId, 30],
      [doctorId, 60],
    ].map(([id, minutes]) => [id, Date.parse(plus(midnight, Number(minutes)))]),
  );
});
