import { dateInDays, inDays } from "@caretype/test-api/case";
import { makeColleague } from "@caretype/test-api/colleague";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { any } from "../../test/patient-mails.ts";
import { makeSchedule, plus, wholeWeek } from "../../test/schedules.ts";

// A doctor is ill: booked visits are outside the opening hours.

const api = await createTestApi();
const day = dateInDays(7);
const startsAt = inDays(7);

async function open() {
  const owner = await api.signUp();
  const schedule = await makeSchedule(owner);
  const { caller } = owner;
  const { doctorId } = schedule;
  const close = (from = day, to = from) =>
    caller.openingHours.set({
      doctorId,
      ...any,
      weekly: wholeWeek,
      exceptions: [{ kind: "closed", from, to }],
    });
  const outside = async () => (await caller.appointment.outsideHours({ doctorId })).items;
  return { ...owner, ...schedule, close, outside };
}

describe("visits of a doctor who is ill", () => {
  it("are listed, but none that is cancelled, was booked on purpose, or is on another day", async () => {
    const { book, caller, close, otherId, outside } = await open();
    const visit = await book();
    const { id } = await book({ startsAt: plus(startsAt, 60) });
    await caller.appointment.cancel({ id, ...any, reason: "By phone" });
    await book({ startsAt: inDays(8) });
    expect(await outside()).toEqual([]);
    await close();
    await book({ startsAt: plus(startsAt, 120), patientId: otherId, overrideReason: "Emergency" });
    expect(await outside()).toEqual([{ ...visit, alternative: null }]);
  });

  it("are listed behind a thousand others", async () => {
    const { book, close, outside } = await open();
    const { id } = await book({ startsAt: inDays(60) });
    const visit = await book();
    // Half an hour apart, in the weeks before. Inserted directly, because a thousand bookings take too long.
    await api.database.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`);
      const at = (column: string) =>
        sql`${column}::text, visit.${sql.identifier(column)} + later.number * interval '30 minutes'`;
      await tx.execute(sql`
        insert into appointment select (copy).* from (
          select jsonb_populate_record(visit, jsonb_build_object('id', uuidv7(),
            ${at("starts_at")}, ${at("ends_at")}, ${at("occupied_from")}, ${at("occupied_to")})) as copy
          from appointment as visit cross join generate_series(1, 1001) as later (number)
          where visit.id = ${visit.id}) as copies`);
    });
    await close(dateInDays(60));
    expect((await outside()).map((each) => each.id)).toEqual([id]);
  });

  it("name who else of the specialization is free, each of them once at a time", async () => {
    const { addDoctor, addPatient, book, caller, close, otherId, outside, visitTypeId } = await open();
    const [ada, ben] = [await addDoctor("Ada Weiss"), await addDoctor("Ben Sy")];
    const eye = await caller.doctor.create({ name: "Eve Ray", specialization: "OPHTH" });
    await caller.openingHours.set({ doctorId: eye.id, ...any, weekly: wholeWeek });
    const group = await caller.visitType.create({ name: "Group", minutes: 30, seats: 3 });
    await book();
    await book({ startsAt: plus(startsAt, 30), patientId: otherId });
    await close();
    const found = await outside();
    expect(new Set(found.map(({ alternative }) => alternative?.doctorId))).toEqual(new Set([ada, ben]));
    const third = await addPatient("Kim Day");
    await caller.appointment.book({
      patientId: third,
      doctorId: ada,
      visitTypeId: group.id,
      startsAt,
    });
    await caller.appointment.book({
      patientId: third,
      doctorId: ben,
      visitTypeId,
      startsAt: plus(startsAt, 30),
    });
    expect((await outside()).map(({ alternative }) => alternative?.doctorId)).toEqual([ben, ada]);
    await caller.openingHours.set({ doctorId: ben, ...any, weekly: [] });
    expect((await outside()).map(({ alternative }) => alternative?.doctorName ?? null)).toEqual([
      null,
      "Ada Weiss",
    ]);
  });

  it("are listed with an override, too, if they were inside or the closure came later", async () => {
    const { book, caller, doctorId, otherId, outside } = await open();
    const override = { overrideReason: "After work" };
    const at = (hour: string) => `${day}T${hour}:00Z`;
    const weekly = wholeWeek.map((each) => ({ ...each, opens: "08:00", closes: "18:00" }));
    const set = (...exceptions: { opens: string; closes: string }[]) =>
      caller.openingHours.set({
        doctorId,
        ...any,
        weekly,
        exceptions: exceptions.map((times) => ({ kind: "closed" as const, from: day, to: day, ...times })),
      });
    await set();
    const inside = await book({ ...override, startsAt: at("15:00") });
    const late = await book({ ...override, startsAt: at("19:00"), patientId: otherId });
    const ids = async () => (await outside()).map(({ id }) => id);
    await set({ opens: "12:00", closes: "18:00" });
    expect(await ids()).toEqual([inside.id]);
    // A note does not confirm the time.
    await caller.appointment.update({ id: inside.id, ...any, note: "Call her" });
    expect(await ids()).toEqual([inside.id]);
    await book({ ...override, startsAt: at("16:00") });
    expect(await ids()).toEqual([inside.id]);
    await set({ opens: "12:00", closes: "24:00" });
    expect(await ids()).toEqual([inside.id, late.id]);
    await caller.appointment.reschedule({ id: late.id, ...any, ...override, startsAt: at("20:00") });
    expect(await ids()).toEqual([inside.id]);
    await set({ opens: "06:00", closes: "15:00" });
    expect(await ids()).toEqual([]);
  });

  it("of a group go to one doctor who has room for all of them", async () => {
    const { addDoctor, addPatient, caller, close, doctorId, outside } = await open();
    const group = await caller.visitType.create({ name: "Group", minutes: 30, seats: 4 });
    const [ada, ben, cy] = [
      await addDoctor("Ada Weiss"),
      await addDoctor("Ben Sy"),
      await addDoctor("Cy Ode"),
    ];
    const book = async (doctor: typeof ada, name: string) =>
      caller.appointment.book({
        patientId: await addPatient(name),
        doctorId: doctor,
        visitTypeId: group.id,
        startsAt,
      });
    for (const name of ["Kim Day", "Lee Fox", "Mo Ray"]) await book(doctorId, name);
    await book(ada, "Una Berg");
    await book(ben, "Ida Roth");
    await book(ben, "Eva Roth");
    await caller.doctor.update({ id: cy, ...any, maxAppointmentsPerDay: 2 });
    await close();
    const found = async () => (await outside()).map(({ alternative }) => alternative?.doctorId ?? null);
    expect(await found()).toEqual([ada, ada, ada]);
    const [first] = await outside();
    if (!first) throw new Error("nobody is displaced");
    await caller.appointment.reschedule({ id: first.id, ...any, startsAt, doctorId: ada });
    expect(await found()).toEqual([ada, ada]);
    await caller.openingHours.set({ doctorId: ada, ...any, weekly: [] });
    expect(await found()).toEqual([ben, ben]);
    await book(ben, "Pia Day");
    expect(await found()).toEqual([cy, cy]);
    await caller.doctor.update({ id: cy, ...any, maxAppointmentsPerDay: 1 });
    expect(await found()).toEqual([null, null]);
  });

  it("are moved to who is free, and back by who may not override", async () => {
    const owner = await open();
    const { addDoctor, book, close, doctorId, outside } = owner;
    await addDoctor("Ada Weiss");
    await book();
    await close();
    const { caller } = await makeColleague(api, owner, "reception");
    const [visit] = await outside();
    if (!visit?.alternative) throw new Error("nobody is free");
    const { id, version } = visit;
    const move = { id, expectedVersion: version, startsAt, doctorId: visit.alternative.doctorId };
    const moved = await caller.appointment.reschedule(move);
    expect(moved.doctorName).toBe("Ada Weiss");
    expect(await outside()).toEqual([]);
    const back = { ...move, expectedVersion: moved.version, doctorId };
    const at = { ...back, startsAt: plus(startsAt, 30) };
    expect(await failureOf(caller.appointment.reschedule(at))).toMatchObject({
      code: "OUTSIDE_OPENING_HOURS",
    });
    expect(await caller.appointment.reschedule(back)).toMatchObject({ doctorId, overrideReason: null });
    // Not the last change, so it cannot be undone.
    const again = await caller.appointment.reschedule({ ...move, expectedVersion: version + 2 });
    const noted = await caller.appointment.update({ id, expectedVersion: again.version, note: "Call her" });
    expect(
      await failureOf(caller.appointment.reschedule({ ...back, expectedVersion: noted.version })),
    ).toMatchObject({ code: "OUTSIDE_OPENING_HOURS" });
  });
});
