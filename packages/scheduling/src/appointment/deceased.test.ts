import { dateInDays, inDays } from "@caretype/test-api/case";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { any, openMailing } from "../../test/patient-mails.ts";
import { plus } from "../../test/schedules.ts";
import { sendReminders } from "../appointment-mail/send-reminders.ts";
import { offerFreedSlots } from "../waitlist/offer-slots.ts";

const api = await createTestApi();
const { services, database } = api;
const at = inDays(7);

async function open() {
  const opened = await openMailing(api);
  const { caller, patientId } = opened;
  return { ...opened, die: () => caller.patient.update({ id: patientId, ...any, deceasedOn: "2026-01" }) };
}

it("is booked only with a reason, alone, held and in a series", async () => {
  const { caller, book, die, patientId, doctorId, visitTypeId } = await open();
  await die();
  const wanted = { patientId, doctorId, visitTypeId, startsAt: at };
  const asked = {
    code: "INVALID_INPUT",
    details: { errors: { reasonForVisit: [expect.stringContaining("has died")] } },
  };
  const { appointment } = caller;
  for (const refused of [
    () => book(at),
    () => appointment.hold({ ...wanted, reasonForVisit: " " }),
    () => appointment.bookSeries({ ...wanted, everyWeeks: 1, times: 2 }),
  ])
    expect(await failureOf(refused())).toMatchObject(asked);
  const reasonForVisit = "Talk with the family";
  expect(await appointment.book({ ...wanted, reasonForVisit })).toMatchObject({ status: "booked" });
  await caller.patient.update({ id: patientId, ...any, deceasedOn: null });
  expect(await book(plus(at, 60))).toMatchObject({ reasonForVisit: null });
});

it("keeps a reason: an update does not clear it, and a visit that is moved or booked again takes one", async () => {
  const { caller, book, die, patientId } = await open();
  const { appointment } = caller;
  const { id } = await book(at);
  await die();
  const asked = { details: { errors: { reasonForVisit: [expect.stringContaining("has died")] } } };
  const put = (reasonForVisit: string | null, note?: string) =>
    appointment.update({ id, ...any, reasonForVisit, note });
  expect(await put(null, "Booked before")).toMatchObject({ reasonForVisit: null, note: "Booked before" });
  const move = () => appointment.reschedule({ id, ...any, startsAt: plus(at, 60) });
  expect(await failureOf(move())).toMatchObject(asked);
  await put("Talk");
  expect(await move()).toMatchObject({ reasonForVisit: "Talk" });
  for (const none of [null, " "]) expect(await failureOf(put(none))).toMatchObject(asked);
  await caller.patient.update({ id: patientId, ...any, deceasedOn: null });
  await put(null);
  await die();
  await appointment.cancel({ id, ...any, reason: "Died" });
  expect(await failureOf(appointment.bookAgain({ id, ...any }))).toMatchObject(asked);
  const again = await appointment.bookAgain({ id, ...any, reasonForVisit: "Talk with the family" });
  expect(again).toMatchObject({ status: "booked", reasonForVisit: "Talk with the family" });
});

it("is not booked without a reason by a confirmed hold, or a cancelled visit that is stepped back", async () => {
  const { caller, book, die, patientId, doctorId, visitTypeId } = await open();
  const { appointment } = caller;
  const asked = {
    code: "INVALID_INPUT",
    details: { errors: { reasonForVisit: [expect.stringContaining("has died")] } },
  };
  const held = await appointment.hold({ patientId, doctorId, visitTypeId, startsAt: at });
  const { id } = await book(plus(at, 60));
  await appointment.cancel({ id, ...any, reason: "Ill" });
  await die();
  expect(await failureOf(appointment.confirm({ id: held.id, ...any }))).toMatchObject(asked);
  expect(await failureOf(appointment.stepBack({ id, ...any, reason: "wrong-click" }))).toMatchObject(asked);
  const talk = { reasonForVisit: "Talk with the family" };
  const none = { ...any, reasonForVisit: null };
  expect(await failureOf(appointment.confirm({ id: held.id, ...none }))).toMatchObject(asked);
  expect(await appointment.confirm({ id: held.id, ...any, ...talk })).toMatchObject({
    status: "booked",
    ...talk,
  });
  const back = { ...any, reason: "wrong-click" } as const;
  expect(await failureOf(appointment.stepBack({ id, ...back, ...none }))).toMatchObject(asked);
  expect(await appointment.stepBack({ id, ...back, ...talk })).toMatchObject({ status: "booked", ...talk });
  await appointment.cancel({ id: held.id, ...any, reason: "Ill" });
  expect(await appointment.stepBack({ id: held.id, ...any, reason: "wrong-click" })).toMatchObject({
    status: "booked",
  });
});

it("gets no email: not one that waits, no reminder, and none of a change", async () => {
  const { caller, book, die, kinds } = await open();
  const { id } = await book(at);
  expect(await kinds()).toEqual(["booked"]);
  await die();
  expect(await kinds()).toEqual([]);
  await caller.appointment.update({ id, ...any, reasonForVisit: "Talk with the family" });
  await caller.appointment.reschedule({ id, ...any, startsAt: plus(at, 60) });
  await sendReminders({ database: services.database, services }, plus(at, -10 * 60));
  expect(await kinds()).toEqual([]);
});

it("gets the emails that were withdrawn if it is taken back, also by a revert", async () => {
  const { caller, book, die, kinds, patientId } = await open();
  await book(at);
  for (const undo of [
    () => caller.patient.update({ id: patientId, ...any, deceasedOn: null }),
    (version: number) => caller.patient.revert({ id: patientId, ...any, version }),
  ]) {
    const { version } = await die();
    expect(await kinds()).toEqual([]);
    await undo(version - 1);
    expect(await kinds()).toEqual(["booked"]);
  }
});

it("is reminded again if it is taken back", async () => {
  const { caller, book, die, kinds, patientId } = await open();
  await book(at);
  const remind = () => sendReminders({ database: services.database, services }, plus(at, -10 * 60));
  await database.reader.execute(sql`update appointment_mail set created_at = now() - interval '9 days'`);
  await remind();
  expect(await kinds()).toEqual(["booked", "reminder"]);
  await die();
  await remind();
  expect(await kinds()).toEqual([]);
  await caller.patient.update({ id: patientId, ...any, deceasedOn: null });
  await remind();
  expect(await kinds()).toEqual(["booked", "reminder"]);
});

it("gets no email of appointments that a merge moves to them", async () => {
  const { caller, book, kinds, patientId, otherId } = await open();
  const { id } = await caller.patient.update({ id: otherId, ...any, deceasedOn: "2026-01" });
  await book(at);
  expect(await kinds()).toEqual(["booked"]);
  await caller.patient.merge({ keepId: id, mergedId: patientId, ...any, mergedExpectedVersion: "any" });
  expect(await kinds()).toEqual([]);
});

it("loses an open offer of the waitlist, and gets no other until it is undone", async () => {
  const { caller, book, die, kinds, patientId, otherId, visitTypeId } = await open();
  const offers = () => offerFreedSlots({ database, services });
  const free = async (minutes: number) => {
    const { id } = await book(plus(at, minutes), { patientId: otherId });
    await caller.appointment.cancel({ id, ...any, reason: "Ill" });
    await offers();
  };
  await caller.waitlist.add({ patientId, visitTypeId, lastDay: dateInDays(30) });
  await free(0);
  expect(await kinds()).toEqual(["offered"]);
  await die();
  await free(60);
  const { items } = await caller.appointment.list({ patientId });
  expect(items).toMatchObject([{ status: "cancelled", cancelledBy: "system" }]);
  expect(await kinds()).toEqual([]);
  const waits = caller.waitlist.add({ patientId, visitTypeId, lastDay: dateInDays(31) });
  expect((await failureOf(waits)).details.errors).toEqual({ patientId: ["The patient has died"] });
  const { version } = await caller.patient.byId({ id: patientId });
  await caller.patient.revert({ id: patientId, expectedVersion: version, version: version - 1 });
  await free(120);
  expect(await kinds()).toEqual(["offered"]);
});

it("has all visits to come cancelled at once, and no others", async () => {
  const { caller, book, addDoctor, patientId, otherId } = await open();
  const coming = [await book(at), await book(plus(at, 60))];
  const past = await book(plus(at, 120));
  await database.reader.execute(sql`update appointment set starts_at = now() - interval '1 hour',
    ends_at = now() - interval '30 minutes', occupied_from = now() - interval '1 hour',
    occupied_to = now() - interval '30 minutes' where id = ${past.id}`);
  await book(at, { patientId: otherId, doctorId: await addDoctor("Kim Ode") });
  const { items } = await caller.appointment.cancelOfPatient({ patientId, reason: "Has died" });
  expect(items.map(({ id, status, cancelledBy }) => ({ id, status, cancelledBy }))).toEqual(
    coming.map(({ id }) => ({ id, status: "cancelled", cancelledBy: "practice" })),
  );
  expect((await caller.appointment.list({ status: "booked" })).items.map(({ id }) => id)).toHaveLength(2);
  expect((await caller.appointment.cancelOfPatient({ patientId, reason: "Has died" })).items).toEqual([]);
  const stranger = await api.signUp();
  expect(
    await failureOf(stranger.caller.appointment.cancelOfPatient({ patientId, reason: "Moved" })),
  ).toMatchObject({ code: "PATIENT_NOT_FOUND" });
});

it("died in the past, and after the birth", async () => {
  const { caller, patientId } = await open();
  const set = (deceasedOn: string, dateOfBirth?: string) =>
    caller.patient.update({ id: patientId, ...any, deceasedOn, ...(dateOfBirth && { dateOfBirth }) });
  await set("2020-05", "1980-05-20");
  for (const [date, message] of [
    ["1979", "Is before the date of birth"],
    ["1980-05-19", "Is before the date of birth"],
    [dateInDays(3), "Is in the future"],
    ["2023-02-30", "Has to be a year, a month or a day"],
  ] as const)
    expect(await failureOf(set(date))).toMatchObject({
      code: "INVALID_INPUT",
      details: { errors: { deceasedOn: [expect.stringContaining(message)] } },
    });
  expect(
    await failureOf(caller.patient.update({ id: patientId, ...any, dateOfBirth: "2020-06-01" })),
  ).toMatchObject({
    details: { errors: { deceasedOn: ["Is before the date of birth"] } },
  });
  for (const noDay of ["2999-13", "2999-02-30", "2999-12-31T00"])
    expect((await failureOf(set(noDay))).details.errors?.deceasedOn).toHaveLength(1);
  expect(await set("1980-05")).toMatchObject({ deceasedOn: "1980-05" });
});
