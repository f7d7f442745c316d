import type { AppointmentId } from "@caretype/core/kernel/field/ids";
import { erasePerson } from "@caretype/core/people/erasure/erase-person";
import { dateInDays, inDays } from "@caretype/test-api/case";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { daysEarlier, makeSchedule, wholeWeek } from "../../test/schedules.ts";

const api = await createTestApi();
const { reader } = api.database;
const any = { expectedVersion: "any" } as const;
const at = inDays(7);
const shownTime = `${at.slice(0, 10)} ${at.slice(11, 16)}`;

async function open() {
  const owner = await api.signUp();
  return { ...owner, ...(await makeSchedule(owner)) };
}

/** Moves an appointment to last week, as if it had taken place then. */
const letPass = (id: AppointmentId) =>
  reader.execute(sql`
    update appointment set status = 'fulfilled', ${daysEarlier(21)} where id = ${id}`);

it("a birth is not after a visit to which the patient came, in a change and in a merge", async () => {
  const { caller, book, patientId, otherId } = await open();
  const { id } = await book();
  await caller.practice.update({ ...any, timeZone: "Pacific/Kiritimati" });
  const [begin, end] = [`${dateInDays(-30)}T14:00:00Z`, `${dateInDays(-30)}T15:00:00Z`];
  await reader.execute(sql`update appointment set starts_at = ${begin}, ends_at = ${end},
    occupied_from = ${begin}, occupied_to = ${end} where id = ${id}`);
  const bear = (who: typeof patientId, day: number) =>
    caller.patient.update({ id: who, ...any, dateOfBirth: dateInDays(day) });
  // The patient did not come.
  await bear(patientId, -28);
  await bear(patientId, -60);
  await reader.execute(sql`update appointment set status = 'fulfilled' where id = ${id}`);
  expect(await failureOf(bear(patientId, -28))).toMatchObject({
    details: { errors: { dateOfBirth: ["Is after a record of the patient"] } },
  });
  // There, it was the next day.
  await bear(patientId, -29);
  await bear(otherId, -28);
  const merge = { keepId: otherId, mergedId: patientId, ...any, mergedExpectedVersion: "any" } as const;
  expect(Object.keys((await failureOf(caller.patient.merge(merge))).details.errors ?? {})).toEqual(["take"]);
});

describe("the removal of a patient", () => {
  it("is refused while an appointment stands, and takes past ones along", async () => {
    const { caller, book, patientId } = await open();
    const { id } = await book();
    const refusal = await failureOf(caller.patient.remove({ id: patientId, ...any, unassign: true }));
    expect(refusal).toMatchObject({
      code: "PATIENT_HAS_APPOINTMENTS",
      details: {
        blockedBy: [{ kind: "appointment", id, label: `${shownTime}, Sam Okafor` }],
        blockedByTotal: 1,
      },
    });
    await letPass(id);
    const past = await caller.appointment.byId({ id });
    await caller.patient.remove({ id: patientId, ...any });
    expect((await caller.appointment.list()).items).toEqual([]);
    await caller.patient.restore({ id: patientId });
    expect((await caller.appointment.list()).items).toEqual([past]);
  });

  it("keeps the visit types and rooms of its visits from removal, so that it can be undone", async () => {
    const { caller, book, patientId, visitTypeId, doctorId } = await open();
    const room = await caller.room.create({ name: "East" });
    const { id } = await book({ roomId: room.id });
    await letPass(id);
    const past = await caller.appointment.byId({ id });
    await caller.patient.remove({ id: patientId, ...any });
    const removeType = () => caller.visitType.remove({ id: visitTypeId, ...any });
    const removeRoom = () => caller.room.remove({ id: room.id, ...any });
    expect(await failureOf(removeType())).toMatchObject({ code: "VISIT_TYPE_IN_USE" });
    expect(await failureOf(removeRoom())).toMatchObject({ code: "ROOM_IN_USE" });
    await caller.visitType.update({ id: visitTypeId, ...any, isActive: false });
    await caller.doctor.remove({ id: doctorId, ...any });
    await caller.patient.restore({ id: patientId });
    expect((await caller.appointment.list()).items).toEqual([past]);
  });

  it("is undone where a visit type and a room were removed before that was refused", async () => {
    const { caller, book, patientId, visitTypeId } = await open();
    const room = await caller.room.create({ name: "East" });
    const { id } = await book({ roomId: room.id });
    await letPass(id);
    const past = await caller.appointment.byId({ id });
    await caller.patient.remove({ id: patientId, ...any });
    await api.database.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`);
      await tx.execute(sql`delete from visit_type where id = ${visitTypeId}`);
      await tx.execute(sql`delete from room where id = ${room.id}`);
    });
    await caller.patient.restore({ id: patientId });
    const names = {
      visitTypeName: `Removed ${visitTypeId.slice(-12)}`,
      roomName: `Removed ${room.id.slice(-12)}`,
    };
    expect(await caller.appointment.byId({ id })).toEqual({ ...past, ...names });
    expect(await caller.visitType.byId({ id: visitTypeId })).toMatchObject({ minutes: 30, isActive: false });
  });

  it("is undone with a hold that expired, though its time was taken and its doctor removed", async () => {
    const { caller, patientId, otherId, book, doctorId, visitTypeId } = await open();
    const held = await caller.appointment.hold({ patientId, doctorId, visitTypeId, startsAt: at });
    await reader.execute(
      sql`update appointment set held_until = now() - interval '1 second' where id = ${held.id}`,
    );
    await caller.patient.remove({ id: patientId, ...any });
    const { id } = await book({ patientId: otherId });
    await caller.appointment.cancel({ id, ...any, reason: "Moved" });
    await caller.doctor.remove({ id: doctorId, ...any });
    await caller.patient.restore({ id: patientId });
    expect(await caller.appointment.byId({ id: held.id })).toMatchObject({
      status: "cancelled",
      cancelledBy: "system",
    });
  });
});

describe("the removal of a doctor", () => {
  it("keeps a cancelled appointment from coming back, with the code of a booking", async () => {
    const { caller, book, doctorId } = await open();
    const { id } = await book();
    await caller.appointment.cancel({ id, ...any, reason: "Moved" });
    await caller.doctor.remove({ id: doctorId, ...any });
    const back = caller.appointment.stepBack({ id, ...any, reason: "wrong-click" });
    expect(await failureOf(back)).toMatchObject({ code: "DOCTOR_NOT_FOUND" });
  });

  it("is refused while an appointment stands, in any practice", async () => {
    const { caller, book, doctorId } = await open();
    const other = await open();
    await other.caller.openingHours.set({ doctorId, ...any, weekly: wholeWeek });
    const remove = () => caller.doctor.remove({ id: doctorId, ...any });
    const [own, elsewhere] = [await book(), await other.book({ doctorId })];
    expect(await failureOf(remove())).toMatchObject({
      code: "DOCTOR_HAS_APPOINTMENTS",
      details: {
        blockedBy: [{ id: own.id, label: `${shownTime}, Jane Roe` }],
        blockedByTotal: 1,
        blockedElsewhere: true,
      },
    });
    await letPass(own.id);
    expect(await failureOf(remove())).toMatchObject({ details: { blockedBy: [], blockedElsewhere: true } });
    await other.caller.appointment.cancel({ id: elsewhere.id, ...any, reason: "Moved" });
    const before = await caller.openingHours.byDoctor({ doctorId });
    await remove();
    for (const overrideReason of [undefined, "Urgent"])
      expect(await failureOf(book({ doctorId, overrideReason }))).toMatchObject({ code: "DOCTOR_NOT_FOUND" });
    // The past visit still names the doctor.
    expect(await caller.appointment.byId({ id: own.id })).toMatchObject({ doctorName: "Sam Okafor" });
    expect(await caller.openingHours.byDoctor({ doctorId })).toMatchObject({ weekly: [], version: 1 });
    await caller.doctor.restore({ id: doctorId });
    expect(await caller.openingHours.byDoctor({ doctorId })).toEqual(before);
  });

  it("is no erasure while an appointment stands", async () => {
    const { book, doctorId, caller } = await open();
    const { id } = await book();
    const erase = () =>
      erasePerson(api.database, { type: "doctor", id: doctorId, reason: "Request of 3 May, file 17" });
    await expect(erase()).rejects.toThrow("still has 1 appointments");
    await letPass(id);
    await erase();
    expect(await caller.appointment.byId({ id })).toMatchObject({ doctorName: null });
  });
});

describe("a merge", () => {
  it("moves the appointments, and its undo moves them back", async () => {
    const { caller, book, patientId, otherId } = await open();
    const { id } = await book();
    const pair = { keepId: otherId, mergedId: patientId, ...any, mergedExpectedVersion: "any" } as const;
    const merge = await caller.patient.merge(pair);
    expect(merge.movedAppointments).toEqual([id]);
    expect(await caller.appointment.byId({ id })).toMatchObject({
      patientId: otherId,
      patientName: "Ann Lee",
    });
    const later = await book({ patientId: otherId, startsAt: inDays(9) });
    expect((await caller.patient.unmerge({ mergeId: merge.id })).appointmentsLeft).toEqual([]);
    expect(await caller.appointment.byId({ id })).toMatchObject({ patientId, version: 3 });
    expect(await caller.appointment.byId({ id: later.id })).toMatchObject({ patientId: otherId });
  });

  it("is refused if the person would be at two places", async () => {
    const { caller, book, patientId, otherId, addDoctor } = await open();
    await book({ patientId: otherId });
    const { id } = await book({ doctorId: await addDoctor("Kim Ode") });
    const pair = { keepId: otherId, mergedId: patientId, ...any, mergedExpectedVersion: "any" } as const;
    expect(await failureOf(caller.patient.merge(pair))).toMatchObject({
      code: "APPOINTMENTS_OVERLAP",
      details: { blockedBy: [{ kind: "appointment", id, label: shownTime }] },
    });
    expect(await caller.patient.byId({ id: patientId })).toMatchObject({ version: 1 });
  });
});

describe("the history of an appointment", () => {
  it("has each change with its author, also after the patient's removal", async () => {
    const { caller, account, book, patientId } = await open();
    const { id } = await book();
    await caller.appointment.cancel({ id, ...any, reason: "Ill" });
    const { items } = await caller.appointment.history({ id });
    expect(items).toMatchObject([
      {
        version: 2,
        operation: "updated",
        changedBy: account.id,
        changes: {
          status: { from: "booked", to: "cancelled" },
          cancellationReason: { from: null, to: "Ill" },
        },
      },
      { version: 1, operation: "created", record: { patientName: "Jane Roe", status: "booked" } },
    ]);
    expect(await caller.appointment.diff({ id, from: 1 })).toMatchObject({
      changes: { status: { from: "booked", to: "cancelled" } },
    });
    const { createdAt } = await caller.appointment.byId({ id });
    expect(await caller.appointment.asOf({ id, at: createdAt })).toMatchObject({ status: "booked" });
    await caller.patient.remove({ id: patientId, ...any });
    const { items: kept } = await caller.appointment.history({ id });
    expect(kept).toMatchObject([{ version: 1, record: { patientName: "Jane Roe" } }]);
  });

  it("names no account for a hold that expired", async () => {
    const { caller, book, patientId, otherId, doctorId, visitTypeId } = await open();
    const held = await caller.appointment.hold({ patientId, doctorId, visitTypeId, startsAt: at });
    await reader.execute(sql`
      update appointment set held_until = now() - interval '1 second' where id = ${held.id}`);
    await book({ patientId: otherId });
    const { items } = await caller.appointment.history({ id: held.id, limit: 1 });
    expect(items).toMatchObject([
      { changedBy: null, record: { status: "cancelled", cancelledBy: "system" } },
    ]);
  });
});
