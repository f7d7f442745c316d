import { toDomainError } from "@caretype/core/kernel/error/map";
import { dayAt } from "@caretype/core/kernel/field/day";
import type { AppointmentId } from "@caretype/core/kernel/field/ids";
import { appointmentStatuses } from "@caretype/db/schema";
import { inDays, unknownId } from "@caretype/test-api/case";
import { makeColleague } from "@caretype/test-api/colleague";
import { codeOf, failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { isOnCitus } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { makeSchedule, plus, wholeWeek } from "../../test/schedules.ts";
import { visitLife, visitSteps } from "../../test/visit-life.ts";
import type { Step } from "./steps.ts";

const api = await createTestApi();
const anyVersion = { expectedVersion: "any" } as const;
const at = inDays(7);

async function open(options: Parameters<typeof makeSchedule>[1] = {}) {
  const owner = await api.signUp();
  return { ...owner, ...(await makeSchedule(owner, options)) };
}

describe("booking", () => {
  it("stores the visit with its names, and lists it by patient, doctor, day and status", async () => {
    const { caller, account, book, patientId, doctorId, otherId } = await open();
    const room = await caller.room.create({ name: "Room 1" });
    const created = await book({ roomId: room.id, reasonForVisit: "Palpitations" });
    expect(created).toMatchObject({
      patientName: "Jane Roe",
      doctorName: "Sam Okafor",
      visitTypeName: "Check-up",
      roomName: "Room 1",
      status: "booked",
      reasonForVisit: "Palpitations",
      createdBy: account.id,
      version: 1,
    });
    expect([Date.parse(created.startsAt), Date.parse(created.endsAt)]).toEqual(
      [at, plus(at, 30)].map((instant) => Date.parse(instant)),
    );
    const later = await book({ patientId: otherId, startsAt: inDays(9) });
    expect(await caller.appointment.byId({ id: created.id })).toEqual(created);
    const idsOf = async (input: Parameters<typeof caller.appointment.list>[0]) =>
      (await caller.appointment.list(input)).items.map(({ id }) => id);
    expect(await idsOf({})).toEqual([created.id, later.id]);
    expect(await idsOf({ sort: "latest", doctorId })).toEqual([later.id, created.id]);
    expect(await idsOf({ patientId })).toEqual([created.id]);
    expect(await idsOf({ patientId: otherId, doctorId })).toEqual([later.id]);
    expect(await idsOf({ from: at.slice(0, 10), to: at.slice(0, 10) })).toEqual([created.id]);
    expect(await idsOf({ from: inDays(8).slice(0, 10) })).toEqual([later.id]);
    expect(await idsOf({ status: "cancelled" })).toEqual([]);
    for (const sort of ["earliest", "latest"] as const) {
      const page = await caller.appointment.list({ sort, limit: 1 });
      const rest = await caller.appointment.list({ sort, cursor: page.nextCursor });
      expect([...page.items, ...rest.items].map(({ id }) => id)).toEqual(await idsOf({ sort }));
    }
  });

  it("is refused at a time that is taken by the doctor, the room or the patient", async () => {
    const { caller, book, otherId, addDoctor } = await open();
    const [second, room] = [await addDoctor("Kim Ode"), await caller.room.create({ name: "Room 1" })];
    await book({ roomId: room.id });
    expect(await codeOf(book({ patientId: otherId, startsAt: plus(at, 15) }))).toBe("SLOT_TAKEN");
    expect(await codeOf(book({ doctorId: second, startsAt: plus(at, -15) }))).toBe("PATIENT_BOOKED");
    const inRoom = { patientId: otherId, doctorId: second, roomId: room.id };
    expect(await codeOf(book({ ...inRoom, startsAt: plus(at, 20) }))).toBe("ROOM_TAKEN");
    expect(await book({ ...inRoom, startsAt: plus(at, 30) })).toMatchObject({ status: "booked" });
  });

  it("keeps the buffers free", async () => {
    const { caller, book, otherId } = await open();
    const long = { minutes: 30, bufferBefore: 10, bufferAfter: 15 };
    const { id: visitTypeId } = await caller.visitType.create({ name: "Surgery", ...long });
    await book({ visitTypeId });
    for (const [minutes, expected] of [
      [40, "SLOT_TAKEN"],
      [-30, "SLOT_TAKEN"],
      [45, "ok"],
      [-40, "ok"],
    ] as const) {
      const call = book({ patientId: otherId, startsAt: plus(at, minutes) });
      expect(
        await call.then(
          () => "ok",
          () => codeOf(call),
        ),
      ).toBe(expected);
    }
  });

  it("gives the seats of a group visit to as many patients", async () => {
    const { caller, book, patientId, otherId, addPatient } = await open();
    const { id: visitTypeId } = await caller.visitType.create({ name: "Group", minutes: 60, seats: 2 });
    const days = { from: at.slice(0, 10), to: at.slice(0, 10) };
    const slots = async (except = {}) =>
      (await caller.appointment.slots({ visitTypeId, ...days, ...except })).items.filter(
        ({ startsAt }) => Date.parse(startsAt) === Date.parse(at),
      );
    expect(await slots()).toMatchObject([{ seatsLeft: 2 }]);
    await book({ visitTypeId });
    expect(await codeOf(book({ visitTypeId, patientId }))).toBe("PATIENT_BOOKED");
    expect(await slots()).toMatchObject([{ seatsLeft: 1 }]);
    const { id: exceptAppointmentId } = await book({ visitTypeId, patientId: otherId });
    expect(await slots()).toEqual([]);
    expect(await slots({ exceptAppointmentId })).toMatchObject([{ seatsLeft: 1 }]);
    const third = { visitTypeId, patientId: await addPatient("Cy Roe") };
    expect(await codeOf(book(third))).toBe("SLOT_TAKEN");
    expect(await codeOf(book({ ...third, startsAt: plus(at, 30) }))).toBe("SLOT_TAKEN");
  });

  it("keeps the doctor's cap per day of the practice's calendar", async () => {
    const { caller, book, otherId, doctorId, visitTypeId } = await open({ perDay: 2 });
    await caller.practice.update({ ...anyVersion, timeZone: "Pacific/Auckland" });
    const [date, next] = [inDays(7).slice(0, 10), inDays(8).slice(0, 10)];
    const startsOf = async (from: string, to: string) =>
      (await caller.appointment.slots({ visitTypeId, from, to, doctorId })).items.map(
        (slot) => slot.startsAt,
      );
    const [first = "", , second = "", , third = ""] = await startsOf(date, date);
    await book({ startsAt: first });
    await book({ startsAt: second, patientId: otherId });
    expect(await codeOf(book({ startsAt: third }))).toBe("DAY_FULL");
    // The full day is not offered. The next one begins at midnight in Auckland.
    const [begin = ""] = await startsOf(date, next);
    const there = Temporal.Instant.from(begin).toZonedDateTimeISO("Pacific/Auckland");
    expect(there.toPlainDateTime().toString()).toBe(`${next}T00:00:00`);
    // Moving within the full day does not count as another appointment.
    const { items: booked } = await caller.appointment.list({ limit: 1 });
    const { id } = booked[0] ?? expect.fail();
    expect(await caller.appointment.reschedule({ id, ...anyVersion, startsAt: third })).toMatchObject({
      version: 2,
    });
  });

  it("fits into the opening hours, on the wall of the practice", async () => {
    const { caller, book, doctorId } = await open();
    await caller.practice.update({ ...anyVersion, timeZone: "Asia/Kathmandu" });
    const hours = { opens: "09:00", closes: "10:00" };
    const weekly = wholeWeek.map((day) => ({ ...day, ...hours }));
    await caller.openingHours.set({ doctorId, ...anyVersion, weekly });
    const date = inDays(7).slice(0, 10);
    const nine = `${date}T09:00:00+05:45`;
    expect(await codeOf(book({ startsAt: plus(nine, -15) }))).toBe("OUTSIDE_OPENING_HOURS");
    expect(await codeOf(book({ startsAt: plus(nine, 45) }))).toBe("OUTSIDE_OPENING_HOURS");
    expect(await book({ startsAt: nine })).toMatchObject({ status: "booked" });
  });

  it("is refused in the past, with an inactive visit type or room, and for unknown people", async () => {
    const { caller, book, visitTypeId } = await open();
    expect(await failureOf(book({ startsAt: "2026-01-01T09:00:00Z" }))).toMatchObject({
      code: "INVALID_INPUT",
      details: { errors: { startsAt: ["This time is over"] } },
    });
    const room = await caller.room.create({ name: "Old", isActive: false });
    expect(await failureOf(book({ roomId: room.id }))).toMatchObject({
      details: { errors: { roomId: ["Is not offered any more"] } },
    });
    await caller.visitType.update({ id: visitTypeId, ...anyVersion, isActive: false });
    expect(await failureOf(book())).toMatchObject({
      details: { errors: { visitTypeId: ["Is not offered any more"] } },
    });
    await caller.visitType.update({ id: visitTypeId, ...anyVersion, isActive: true });
    const other = await open();
    expect(await codeOf(book({ patientId: other.patientId }))).toBe("PATIENT_NOT_FOUND");
    expect(await codeOf(book({ visitTypeId: other.visitTypeId }))).toBe("VISIT_TYPE_NOT_FOUND");
    // The other practice's doctor has no hours here, and its own bookings do not matter.
    expect(await codeOf(book({ doctorId: other.doctorId }))).toBe("OUTSIDE_OPENING_HOURS");
    await other.book();
    await caller.openingHours.set({
      doctorId: other.doctorId,
      ...anyVersion,
      weekly: wholeWeek,
    });
    expect(await book({ doctorId: other.doctorId })).toMatchObject({ status: "booked" });
  });

  it("double-books only with the permission and a reason, and others keep away from it", async () => {
    const owner = await open({ perDay: 1 });
    const { caller, book, otherId, addPatient, visitTypeId, doctorId } = owner;
    const first = await book();
    const reception = await makeColleague(api, owner, "reception");
    const input = { patientId: otherId, doctorId, visitTypeId, startsAt: at, overrideReason: "Emergency" };
    expect(await codeOf(reception.caller.appointment.book(input))).toBe("PERMISSION_DENIED");
    expect(await book(input)).toMatchObject({ overrideReason: "Emergency" });
    const third = await addPatient("Cy Roe");
    // The second appointment still takes the slot of the first one.
    await caller.appointment.cancel({ id: first.id, ...anyVersion, reason: "Ill" });
    await caller.doctor.update({ id: doctorId, ...anyVersion, maxAppointmentsPerDay: 9 });
    expect(await codeOf(book({ patientId: third }))).toBe("SLOT_TAKEN");
    const { items } = await caller.audit.list({ action: "appointment.book" });
    expect(items.filter(({ outcome }) => outcome === "ok").map(({ basis }) => basis)).toContainEqual(
      expect.stringContaining("override"),
    );
  });
});

describe("a hold", () => {
  it("keeps others away until it expires, and is confirmed or gone", async () => {
    const { caller, book, doctorId, patientId, otherId, visitTypeId } = await open({ perDay: 1 });
    const wanted = { doctorId, visitTypeId, startsAt: at };
    const held = await caller.appointment.hold({ ...wanted, patientId });
    expect(held).toMatchObject({ status: "pending" });
    const seconds = (Date.parse(held.heldUntil ?? "") - Date.parse(held.createdAt)) / 1_000;
    // On Citus, the two times come from the clocks of two nodes.
    expect(seconds).toBeCloseTo(300, isOnCitus() ? -2 : 2);
    expect(await codeOf(book({ patientId: otherId, startsAt: plus(at, 30) }))).toBe("DAY_FULL");
    const slots = () => caller.appointment.slots({ visitTypeId, from: at.slice(0, 10), to: at.slice(0, 10) });
    expect((await slots()).items).toEqual([]);

    await api.database.reader.execute(sql`
      update appointment set held_until = now() - interval '1 second' where id = ${held.id}`);
    expect((await slots()).items.length).toBeGreaterThan(0);
    expect(await caller.appointment.byId({ id: held.id })).toMatchObject({
      status: "cancelled",
      cancelledBy: "system",
    });
    expect((await caller.appointment.list({ status: "pending" })).items).toEqual([]);
    expect(await failureOf(caller.appointment.confirm({ id: held.id, ...anyVersion }))).toMatchObject({
      code: "APPOINTMENT_STATE",
      details: { appointmentStatus: "cancelled" },
    });
    const second = await caller.appointment.hold({ ...wanted, patientId: otherId });
    expect(await caller.appointment.confirm({ id: second.id, ...anyVersion })).toMatchObject({
      status: "booked",
      heldUntil: null,
    });
  });

  it("was never booked: its cancellation is not taken back, alone or of all visits", async () => {
    const { caller, doctorId, patientId, visitTypeId } = await open();
    const { appointment } = caller;
    const hold = (startsAt: string) => appointment.hold({ doctorId, visitTypeId, startsAt, patientId });
    const back = ({ id }: { id: AppointmentId }) =>
      appointment.stepBack({ id, ...anyVersion, reason: "wrong-click" });
    const refused = { code: "APPOINTMENT_STATE", details: { appointmentStatus: "cancelled" } };
    const [first, second, third] = [await hold(at), await hold(plus(at, 60)), await hold(plus(at, 120))];
    await appointment.cancel({ id: first.id, ...anyVersion, reason: "Ill" });
    expect(await failureOf(back(first))).toMatchObject(refused);
    await appointment.confirm({ id: third.id, ...anyVersion });
    await appointment.cancelOfPatient({ patientId, reason: "Ill" });
    expect(await failureOf(back(second))).toMatchObject(refused);
    expect(await back(third)).toMatchObject({ status: "booked" });
  });
});

const thisMinute = () => new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString();

describe("an appointment", () => {
  it("goes through its life, and refuses steps that its status does not allow", async () => {
    const { caller, book } = await open();
    const { id } = await book({ startsAt: thisMinute(), overrideReason: "Now" });
    const step = (name: "confirm" | "checkIn" | "complete" | "noShow") =>
      caller.appointment[name]({ id, ...anyVersion });
    const refused = (status: string) => ({
      code: "APPOINTMENT_STATE",
      details: { appointmentStatus: status },
    });
    expect(await failureOf(step("confirm"))).toMatchObject(refused("booked"));
    expect(await step("noShow")).toMatchObject({ status: "noshow", arrivedAt: null });
    expect(await step("checkIn")).toMatchObject({ status: "arrived", arrivedAt: expect.any(String) });
    const move = caller.appointment.reschedule({ id, ...anyVersion, startsAt: inDays(9) });
    expect(await failureOf(move)).toMatchObject(refused("arrived"));
    expect(await step("complete")).toMatchObject({ status: "fulfilled" });
    const cancel = caller.appointment.cancel({ id, ...anyVersion, reason: "Late" });
    expect(await failureOf(cancel)).toMatchObject(refused("fulfilled"));
  });

  it("allows the steps of each status, and no other", async () => {
    const { caller, book } = await open();
    const { id } = await book({ startsAt: thisMinute(), overrideReason: "Now" });
    const { id: movedId } = await book({ startsAt: inDays(8) });
    const { appointment } = caller;
    const change = { id, ...anyVersion };
    const does = {
      confirm: () => appointment.confirm(change),
      reschedule: () => appointment.reschedule({ id: movedId, ...anyVersion, startsAt: inDays(9) }),
      cancel: () => appointment.cancel({ ...change, reason: "Ill" }),
      checkIn: () => appointment.checkIn(change),
      complete: () => appointment.complete(change),
      noShow: () => appointment.noShow(change),
    };
    const found: Record<string, Partial<Record<Step, string>>> = {};
    for (const status of appointmentStatuses) {
      found[status] = {};
      const heldUntil = status === "pending" ? inDays(1) : null;
      for (const step of visitSteps) {
        await api.database.reader.execute(
          sql`update appointment set status = ${status}, held_until = ${heldUntil} where id in (${id}, ${movedId})`,
        );
        const after = await does[step]().then(
          (visit) => visit.status,
          (error: unknown) => toDomainError(error).code,
        );
        if (after !== "APPOINTMENT_STATE") found[status] = { ...found[status], [step]: after };
      }
    }
    expect(found).toEqual(visitLife);
  });

  it("is not over before it begins, and says from when on it may be", async () => {
    const { caller, book } = await open();
    await caller.practice.update({ timeZone: "Pacific/Auckland", expectedVersion: "any" });
    const startsAt = `${inDays(8).slice(0, 10)}T20:00:00Z`;
    const { id } = await book({ startsAt, overrideReason: "Early" });
    const step = (name: "checkIn" | "complete" | "noShow") => caller.appointment[name]({ id, ...anyVersion });
    const notYet = (notBefore: string) => ({ code: "NOT_YET", details: { notBefore } });
    expect(await failureOf(step("noShow"))).toMatchObject(notYet(startsAt));
    expect(await failureOf(step("complete"))).toMatchObject(notYet(startsAt));
    // In UTC, the visit's day begins there on the evening before.
    const { details } = await failureOf(step("checkIn"));
    expect(Date.parse(startsAt) - Date.parse(details.notBefore ?? "")).toBeLessThan(86_400_000);
    expect(dayAt(details.notBefore ?? "", "Pacific/Auckland")).toBe(dayAt(startsAt, "Pacific/Auckland"));
    expect(await caller.appointment.byId({ id })).toMatchObject({ status: "booked", version: 1 });
  });

  it("moves in one step, over its own time too, and stays if the new one is taken", async () => {
    const { caller, book, otherId } = await open();
    const { id } = await book();
    await book({ patientId: otherId, startsAt: plus(at, 60) });
    const move = (minutes: number) =>
      caller.appointment.reschedule({ id, expectedVersion: "any", startsAt: plus(at, minutes) });
    expect(await move(15)).toMatchObject({ version: 2 });
    expect(await codeOf(move(45))).toBe("SLOT_TAKEN");
    const stayed = await caller.appointment.byId({ id });
    expect(Date.parse(stayed.startsAt)).toBe(Date.parse(plus(at, 15)));
    const cancelled = await caller.appointment.cancel({ id, expectedVersion: 2, reason: "Ill" });
    expect(cancelled).toMatchObject({
      status: "cancelled",
      cancelledBy: "practice",
      cancellationReason: "Ill",
      version: 3,
    });
    expect(await book({ startsAt: plus(at, 15) })).toMatchObject({ status: "booked" });
  });

  it("gets another length, and keeps it when it moves, unless somebody is next", async () => {
    const { caller, book, otherId, visitTypeId, doctorId } = await open();
    const { id, endsAt } = await book();
    await book({ patientId: otherId, startsAt: plus(at, 60) });
    const resize = (minutes: number, startsAt = at) =>
      caller.appointment.reschedule({ id, expectedVersion: "any", startsAt, minutes });
    const endOf = (after: { endsAt: string }) => Date.parse(after.endsAt);
    expect(endOf(await resize(60))).toBe(Date.parse(plus(at, 60)));
    expect(await codeOf(resize(61))).toBe("SLOT_TAKEN");
    expect(await codeOf(resize(0))).toBe("INVALID_INPUT");
    expect(await codeOf(resize(1_440))).toBe("INVALID_INPUT");
    // The length of its type no longer applies.
    await caller.visitType.update({ id: visitTypeId, expectedVersion: "any", minutes: 20 });
    const moved = await caller.appointment.reschedule({
      id,
      expectedVersion: "any",
      startsAt: plus(at, 120),
    });
    expect(endOf(moved)).toBe(Date.parse(plus(at, 180)));
    expect(Date.parse(endsAt)).toBe(Date.parse(plus(at, 30)));
    const group = await caller.visitType.create({ name: "Group", minutes: 30, seats: 5 });
    const seat = await book({ visitTypeId: group.id, startsAt: plus(at, 240) });
    const longer = { id: seat.id, expectedVersion: "any" as const, startsAt: seat.startsAt, doctorId };
    expect(
      (await failureOf(caller.appointment.reschedule({ ...longer, minutes: 45 }))).details.errors,
    ).toEqual({
      minutes: ["Only for visits with one seat"],
    });
    expect(await caller.appointment.reschedule({ ...longer, minutes: 30 })).toMatchObject({ id: seat.id });
  });
});

describe("slots of several doctors", () => {
  it("begin with the one who was booked longest ago", async () => {
    const { caller, book, otherId, addDoctor, doctorId, visitTypeId } = await open();
    const second = await addDoctor("Kim Ode");
    await book({ startsAt: inDays(3) });
    const day = { visitTypeId, from: inDays(7).slice(0, 10), to: inDays(7).slice(0, 10) };
    const firstTwo = async () =>
      (await caller.appointment.slots({ ...day, specialization: "card", limit: 2 })).items.map(
        (slot) => slot.doctorId,
      );
    expect(await firstTwo()).toEqual([second, doctorId]);
    await book({ doctorId: second, patientId: otherId, startsAt: inDays(4) });
    expect(await firstTwo()).toEqual([doctorId, second]);
    expect((await caller.appointment.slots({ ...day, specialization: "DERM" })).items).toEqual([]);
  });

  it("are of doctors who see patients of this age and gender, unless one asks for a doctor or a specialization", async () => {
    const { caller, doctorId, addDoctor, visitTypeId } = await open();
    const added = async (specialization: string) => {
      const id = await addDoctor(`Doctor of ${specialization}`);
      await caller.doctor.update({ id, expectedVersion: 1, specialization });
      return id;
    };
    const [women, children] = [await added("Frauenheilkunde"), await added("PED")];
    const day = { visitTypeId, from: at.slice(0, 10), to: at.slice(0, 10), limit: 1_000 };
    const doctorsOf = async (asked: Partial<Parameters<typeof caller.appointment.slots>[0]>) => [
      ...new Set((await caller.appointment.slots({ ...day, ...asked })).items.map((slot) => slot.doctorId)),
    ];
    const boy = { age: 12, gender: "male" } as const;
    expect((await doctorsOf(boy)).toSorted()).toEqual([doctorId, children].toSorted());
    expect((await doctorsOf({ age: 31, gender: "female" })).toSorted()).toEqual([doctorId, women].toSorted());
    expect(await doctorsOf({})).toHaveLength(3);
    expect(await doctorsOf({ ...boy, doctorId: women })).toEqual([women]);
    expect(await doctorsOf({ ...boy, specialization: "frauenheilkunde" })).toEqual([women]);
    const [slot] = (await caller.appointment.slots({ ...day, ...boy, doctorId: children })).items;
    expect(slot?.specialization).toBe("PED");
  });

  it("begin on some days of the week, and at some time of the day", async () => {
    const { caller, visitTypeId } = await open();
    await caller.practice.update({ expectedVersion: "any", timeZone: "Europe/Vienna" });
    // Daylight saving time begins on Sunday, 28 March 2027.
    const days = { visitTypeId, from: "2027-03-22", to: "2027-04-04", limit: 1_000 };
    const starts = async (asked: Partial<Parameters<typeof caller.appointment.slots>[0]>) =>
      (await caller.appointment.slots({ ...days, ...asked })).items.map(({ startsAt }) => startsAt);
    const wished = { weekdays: [2, 7], startsFrom: "08:00", startsTo: "08:30" };
    expect(await starts(wished)).toEqual(
      ["23T07:00", "23T07:30", "28T06:00", "28T06:30", "30T06:00", "30T06:30"]
        .map((time) => `2027-03-${time}:00.000Z`)
        .concat(["2027-04-04T06:00:00.000Z", "2027-04-04T06:30:00.000Z"]),
    );
    expect(await starts({ ...wished, joined: true, weekdays: [3] })).toEqual([
      "2027-03-24T07:00:00.000Z",
      "2027-03-31T06:00:00.000Z",
    ]);
    const wrong = starts({ startsFrom: "10:00", startsTo: "09:00" });
    expect((await failureOf(wrong)).details.errors).toEqual({
      startsFrom: ["Has to be no later than the latest time"],
    });
  });

  it("leave out when the room is taken, also by another doctor, and are joined", async () => {
    const { caller, book, addDoctor, doctorId, visitTypeId } = await open();
    const { id: roomId } = await caller.room.create({ name: "Room 1" });
    const { id: exceptAppointmentId } = await book({ doctorId: await addDoctor("Kim Ode"), roomId });
    const day = { visitTypeId, doctorId, from: at.slice(0, 10), to: at.slice(0, 10), joined: true };
    const free = async (asked: Partial<Parameters<typeof caller.appointment.slots>[0]> = {}) =>
      (await caller.appointment.slots({ ...day, ...asked })).items.map(({ startsAt, endsAt }) => [
        startsAt,
        endsAt,
      ]);
    const whole = [[`${day.from}T00:00:00.000Z`, plus(`${day.from}T00:00:00Z`, 24 * 60)]];
    expect(await free()).toEqual(whole);
    expect(await free({ roomId, exceptAppointmentId })).toEqual(whole);
    expect(await free({ roomId })).toEqual([
      [whole[0]?.[0], at],
      [plus(at, 30), whole[0]?.[1]],
    ]);
    const starts = (await free({ roomId, joined: false, stepMinutes: 15 })).map(([start]) => start);
    for (const [minutes, isOffered] of [
      [-30, true],
      [-15, false],
      [15, false],
      [30, true],
    ] as const)
      expect(starts.includes(plus(at, minutes))).toBe(isOffered);
    expect(await codeOf(free({ roomId: unknownId }))).toBe("ROOM_NOT_FOUND");
  });
});
