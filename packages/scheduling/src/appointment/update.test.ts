import type { AppointmentId } from "@caretype/core/kernel/field/ids";
import { inDays } from "@caretype/test-api/case";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { any, openMailing } from "../../test/patient-mails.ts";
import { daysEarlier, plus } from "../../test/schedules.ts";

const api = await createTestApi();
const at = inDays(7);

describe("a booked visit", () => {
  it("changes its reason, note, room and kind, with the kind's length", async () => {
    const { caller, book, kinds } = await openMailing(api);
    const { id, startsAt } = await book(at);
    const room = await caller.room.create({ name: "Two" });
    const long = await caller.visitType.create({ name: "First visit", minutes: 50, bufferAfter: 10 });
    const words = { reasonForVisit: "Cough", note: "Brings a letter", roomId: room.id };
    expect(await caller.appointment.update({ id, ...any, ...words })).toMatchObject({
      ...words,
      roomName: "Two",
    });
    const changed = await caller.appointment.update({ id, ...any, visitTypeId: long.id });
    expect(changed).toMatchObject({ ...words, visitTypeName: "First visit", startsAt, version: 3 });
    expect(Date.parse(changed.endsAt) - Date.parse(changed.startsAt)).toBe(50 * 60_000);
    expect(await caller.appointment.update({ id, ...any, visitTypeId: long.id, note: "" })).toMatchObject({
      note: null,
      reasonForVisit: "Cough",
      version: 4,
    });
    expect(await caller.appointment.update({ id, expectedVersion: 4 })).toMatchObject({ version: 4 });
    expect(await kinds()).toEqual(["booked"]);
    const { items } = await caller.appointment.history({ id });
    expect(items[2]).toMatchObject({ changes: { note: { from: null, to: "Brings a letter" } } });
  });

  it("changes its kind also when its time is over, until it is completed", async () => {
    const { caller, book } = await openMailing(api);
    const [{ id }, other] = [await book(at), await caller.visitType.create({ name: "Wound", minutes: 10 })];
    await api.database.reader.execute(sql`update appointment set ${daysEarlier(8)} where id = ${id}`);
    const { startsAt } = await caller.appointment.checkIn({ id, ...any });
    const changed = await caller.appointment.update({ id, ...any, visitTypeId: other.id });
    expect(changed).toMatchObject({ visitTypeName: "Wound", startsAt, status: "arrived" });
    expect(Date.parse(changed.endsAt) - Date.parse(startsAt)).toBe(10 * 60_000);
  });

  it("stays as it is if the longer kind, or the room, is taken", async () => {
    const { caller, book, patientId, otherId, doctorId, visitTypeId, addDoctor } = await openMailing(api);
    const booked = await book(at);
    await book(plus(at, 30), { patientId: otherId });
    const long = await caller.visitType.create({ name: "First visit", minutes: 60 });
    const room = await caller.room.create({ name: "Two" });
    const elsewhere = { doctorId: await addDoctor("Kim Ode"), patientId: otherId };
    await caller.appointment.book({ ...elsewhere, visitTypeId, startsAt: at, roomId: room.id });
    const { id } = booked;
    for (const [change, code] of [
      [{ visitTypeId: long.id }, "SLOT_TAKEN"],
      [{ roomId: room.id }, "ROOM_TAKEN"],
      [{ visitTypeId: room.id as unknown as typeof visitTypeId }, "VISIT_TYPE_NOT_FOUND"],
      [{ note: "x", expectedVersion: 9 }, "STALE_VERSION"],
    ] as const)
      expect(await failureOf(caller.appointment.update({ id, ...any, ...change }))).toMatchObject({ code });
    expect(await caller.appointment.byId({ id })).toEqual(booked);
    const overrideReason = "Urgent";
    const doubled = await caller.appointment.update({ id, ...any, visitTypeId: long.id, overrideReason });
    expect(doubled).toMatchObject({ patientId, doctorId, visitTypeId: long.id, overrideReason });
    await caller.appointment.cancel({ id, ...any, reason: "Ill" });
    expect(await failureOf(caller.appointment.update({ id, ...any, note: "x" }))).toMatchObject({
      code: "APPOINTMENT_STATE",
      details: { appointmentStatus: "cancelled" },
    });
  });
});

it("is booked again after a cancellation, as it was or elsewhere, and told", async () => {
  const { caller, patientId, doctorId, visitTypeId, kinds } = await openMailing(api);
  const room = await caller.room.create({ name: "Two" });
  const visit = {
    patientId,
    doctorId,
    visitTypeId,
    roomId: room.id,
    reasonForVisit: "Cough",
    note: "Letter",
  };
  const { id } = await caller.appointment.book({ ...visit, startsAt: at });
  expect(await failureOf(caller.appointment.bookAgain({ id, ...any }))).toMatchObject({
    code: "APPOINTMENT_STATE",
    details: { appointmentStatus: "booked" },
  });
  const cancelled = await caller.appointment.cancel({ id, ...any, reason: "Ill" });
  const again = await caller.appointment.bookAgain({ id, expectedVersion: cancelled.version });
  expect(again).toMatchObject({ ...visit, startsAt: cancelled.startsAt, status: "booked", seriesId: null });
  expect(again.id).not.toBe(id);
  expect(await caller.appointment.byId({ id })).toEqual(cancelled);
  expect(await failureOf(caller.appointment.bookAgain({ id, ...any }))).toMatchObject({ code: "SLOT_TAKEN" });
  const startsAt = plus(at, 120);
  const moved = await caller.appointment.bookAgain({ id, ...any, startsAt, roomId: null });
  expect(moved).toMatchObject({ ...visit, roomId: null });
  expect(Date.parse(moved.startsAt)).toBe(Date.parse(startsAt));
  expect((await kinds()).at(-1)).toBe("booked");
});

it("says who cancelled also where an earlier version wrote that as a sentence, in its history too", async () => {
  const { caller, book, patientId } = await openMailing(api);
  const old = [
    ["Cancelled by the patient", null, "patient", null],
    ["Declined by the patient", at, "patient", null],
    ["Left the waitlist", at, "practice", null],
    ["Ill", null, "practice", "Ill"],
    [null, at, "system", null],
    [null, null, null, null],
  ] as const;
  const ids: AppointmentId[] = [];
  for (const [index, [reason, heldUntil]] of old.entries()) {
    const { id } = await book(plus(at, index * 60));
    ids.push(id);
    for (const status of ["cancelled", "booked"])
      await api.database.reader.execute(sql`update appointment
        set status = ${status}, cancellation_reason = ${reason}, held_until = ${heldUntil} where id = ${id}`);
    await api.database.reader.execute(sql`update appointment set status = 'cancelled' where id = ${id}`);
  }
  const named = old.map(([, , cancelledBy, cancellationReason]) => ({ cancelledBy, cancellationReason }));
  expect((await caller.appointment.list({ patientId })).items).toMatchObject(named);
  for (const [index, id] of ids.entries()) {
    const { items } = await caller.appointment.history({ id });
    expect(items.map(({ record }) => record)).toMatchObject([named[index], {}, named[index], {}]);
  }
  const [first] = ids;
  if (!first) throw new Error("nothing was booked");
  expect(await caller.appointment.stepBack({ id: first, ...any, reason: "wrong-click" })).toMatchObject({
    status: "booked",
    cancelledBy: null,
    cancellationReason: null,
  });
});
