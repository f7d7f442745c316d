import { daysEarlier, makeSchedule } from "@caretype/scheduling/test/schedules";
import { inDays } from "@caretype/test-api/case";
import { makeColleague } from "@caretype/test-api/colleague";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { untilWaitingOrDone } from "@caretype/test-api/waiting";
import { insertImport, lockRow } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";

// What a visit shows of its encounter.

const api = await createTestApi();
const anyVersion = { expectedVersion: "any" } as const;
const thisMinute = () => new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString();

async function open() {
  const owner = await api.signUp();
  return { ...owner, ...(await makeSchedule(owner)) };
}

it("lists the next and the last visit of each patient, without other practices' patients", async () => {
  const [{ caller }, other] = await Promise.all([api.signUp(), api.signUp()]);
  const { addDoctor, addPatient, book, patientId, otherId } = await makeSchedule({ caller });
  const foreign = await makeSchedule(other);
  await foreign.book();
  const free = await addPatient("Cy Fox");
  const missed = await addPatient("Bo Ray");
  const ode = await addDoctor("Kim Ode");
  const lee = await addDoctor("Kim Lee");
  const now = new Date().toISOString().replace(/:\d\d\.\d+Z/, ":00Z");

  const soonest = await book({ startsAt: inDays(2) });
  await caller.appointment.cancel({ id: soonest.id, ...anyVersion, reason: "Ill" });
  await book({ startsAt: inDays(5) });
  const next = await book({ startsAt: inDays(3) });
  const last = await book({ startsAt: now });
  await caller.appointment.complete({ id: last.id, ...anyVersion });
  const underWay = await book({ patientId: otherId, doctorId: ode, startsAt: now });
  const { arrivedAt: waitingSince } = await caller.appointment.checkIn({ id: underWay.id, ...anyVersion });
  const noShow = await book({ patientId: missed, doctorId: lee, startsAt: now });
  await caller.appointment.noShow({ id: noShow.id, ...anyVersion });

  const visit = ({ id, startsAt }: typeof next) => ({ id, startsAt, waitingSince: null, seenSince: null });
  const patientIds = [missed, free, foreign.patientId, otherId, patientId, patientId];
  expect(await caller.appointment.visitsOfPatients({ patientIds })).toEqual({
    items: [
      { patientId: otherId, next: { ...visit(underWay), waitingSince }, last: null },
      { patientId, next: visit(next), last: visit(last) },
    ],
    nextCursor: null,
  });
  const begun = { patientId: otherId, appointmentId: underWay.id };
  const { startedAt: seenSince } = await caller.encounter.create(begun);
  const seen = await caller.appointment.visitsOfPatients({ patientIds: [otherId] });
  expect(seen.items).toMatchObject([{ next: { ...visit(underWay), waitingSince, seenSince } }]);
  // A wait does not last for days.
  await api.database.reader.execute(sql`update appointment set ${daysEarlier(3)} where id = ${underWay.id}`);
  const { items } = await caller.appointment.visitsOfPatients({ patientIds: [otherId] });
  expect(items).toMatchObject([{ next: null, last: { id: underWay.id, waitingSince: null } }]);
});

it("goes a step back, with a reason, as long as nothing stands in its way", async () => {
  const { caller, book, patientId } = await open();
  const startsAt = thisMinute();
  const { id } = await book({ startsAt, overrideReason: "Now" });
  const change = { id, ...anyVersion };
  const back = () => caller.appointment.stepBack({ ...change, reason: "wrong-patient" });
  expect((await failureOf(back())).code).toBe("APPOINTMENT_STATE");
  await caller.appointment.checkIn(change);
  expect(await back()).toMatchObject({ status: "booked", arrivedAt: null });
  await caller.appointment.noShow(change);
  expect(await back()).toMatchObject({ status: "booked" });
  await caller.appointment.checkIn(change);
  await caller.appointment.complete(change);
  expect(await back()).toMatchObject({ status: "arrived", arrivedAt: expect.any(String) });
  const encounter = await caller.encounter.create({ patientId, appointmentId: id });
  expect((await failureOf(back())).code).toBe("APPOINTMENT_HAS_ENCOUNTER");
  const cancelling = caller.appointment.cancel({ ...change, reason: "Ill" });
  expect((await failureOf(cancelling)).code).toBe("APPOINTMENT_HAS_ENCOUNTER");
  await caller.encounter.enterInError({ id: encounter.id, ...anyVersion, reason: "Other patient" });
  await back();
  const early = await caller.encounter.create({ patientId, appointmentId: id });
  const missing = caller.appointment.noShow(change);
  expect((await failureOf(missing)).code).toBe("APPOINTMENT_HAS_ENCOUNTER");
  await caller.encounter.enterInError({ id: early.id, ...anyVersion, reason: "Other patient" });
  await caller.appointment.cancel({ ...change, reason: "Ill" });
  expect(await back()).toMatchObject({ status: "booked", cancellationReason: null });
  await caller.appointment.cancel({ ...change, reason: "Ill" });
  await book({ startsAt, overrideReason: "Now" });
  expect((await failureOf(back())).code).toBe("PATIENT_BOOKED");
});

it("says since when the doctor sees the patient, unless that encounter is restricted", async () => {
  const { caller, book, patientId } = await open();
  const { id } = await book({ startsAt: thisMinute(), overrideReason: "Now" });
  const change = { id, ...anyVersion };
  const day = { from: inDays(-1).slice(0, 10), to: inDays(1).slice(0, 10) };
  const revisions = new Set<string>();
  const since = async () => {
    revisions.add((await caller.appointment.revision(day)).revision);
    const found = (await caller.appointment.list({ patientId })).items[0];
    expect((await caller.appointment.byId({ id })).seenSince).toBe(found?.seenSince);
    return found?.seenSince;
  };
  await caller.appointment.checkIn(change);
  expect(await since()).toBeNull();
  const begun = await caller.encounter.create({ patientId, appointmentId: id });
  expect(await since()).toBe(begun.startedAt);
  expect(revisions.size).toBe(2);
  // A misclick.
  await caller.encounter.enterInError({ id: begun.id, ...anyVersion, reason: "Wrong" });
  expect(await since()).toBeNull();
  const planned = await caller.encounter.create({ patientId, appointmentId: id, status: "planned" });
  expect(await since()).toBeNull();
  expect(revisions.size).toBe(2);
  const { startedAt } = await caller.encounter.start({ id: planned.id, ...anyVersion });
  expect(await since()).toBe(startedAt);
  // Until the front desk completes the visit.
  await caller.encounter.finish({ id: planned.id, ...anyVersion });
  expect(await since()).toBe(startedAt);
  const restriction = await caller.restriction.create({ recordId: planned.id, readers: [] });
  expect(await since()).toBeNull();
  await caller.restriction.remove({ id: restriction.id, ...anyVersion });
  await caller.appointment.complete(change);
  expect(await since()).toBeNull();
});

it("keep an import of their patient from its undo", async () => {
  const { caller, account, book, patientId } = await open();
  const importId = await insertImport(api.database.reader, account.id, patientId);
  const { id } = await book();
  expect(await failureOf(caller.import.undo({ id: importId }))).toMatchObject({
    code: "IMPORT_HAS_CHANGED",
    details: { blockedBy: [{ kind: "appointment", id, label: "made since" }], blockedByTotal: 1 },
  });
});

it("have one encounter, of the same patient", async () => {
  const owner = await api.practiceWithPatient();
  const { caller, patientId } = owner;
  const { id: doctorId } = await caller.doctor.create({ name: "Bo Ray" });
  const { id: visitTypeId } = await caller.visitType.create({ name: "Check", minutes: 20 });
  const startsAt = "2999-01-01T10:00:00Z";
  const booking = { patientId, doctorId, visitTypeId, startsAt, overrideReason: "Test" };
  const { id: appointmentId } = await caller.appointment.book(booking);
  const { id: otherId } = await caller.patient.create({ name: "Bob Day", gender: "male" });
  const ofOther = await failureOf(caller.encounter.create({ patientId: otherId, appointmentId }));
  expect(ofOther.details.errors).toEqual({ appointmentId: ["Is of another patient"] });
  const { id } = await caller.encounter.create({ patientId, appointmentId });
  const second = await failureOf(caller.encounter.create({ patientId, appointmentId }));
  expect(second.code).toBe("APPOINTMENT_HAS_ENCOUNTER");
  const same = await caller.encounter.update({ id, expectedVersion: 1, appointmentId, class: "home" });
  expect(same.version).toBe(2);
  await caller.encounter.enterInError({ id, expectedVersion: 2, reason: "Wrong" });
  const again = () => caller.encounter.create({ patientId, appointmentId });
  // The appointment's lock serializes two servers: the second looks for an encounter after the first has committed.
  const before = (await caller.encounter.list({ patientId })).items.length;
  const { first: waiting } = await api.database.transaction(async (tx) => {
    await lockRow(tx, { table: "appointment", id: appointmentId, strength: "share" });
    const first = again();
    await untilWaitingOrDone(api.database, first);
    expect((await caller.encounter.list({ patientId })).items).toHaveLength(before);
    return { first };
  });
  await caller.encounter.enterInError({ id: (await waiting).id, expectedVersion: 1, reason: "Wrong" });
  const [one, other] = await Promise.allSettled([again(), again()]);
  const [created, refused] = one.status === "fulfilled" ? [one, other] : [other, one];
  expect(created).toMatchObject({ status: "fulfilled", value: { appointmentId } });
  expect(refused).toMatchObject({ reason: { cause: { code: "APPOINTMENT_HAS_ENCOUNTER" } } });

  // A refusal does not reveal a withheld encounter.
  if (created.status !== "fulfilled") throw new Error("no encounter");
  await caller.restriction.create({ recordId: created.value.id, readers: [] });
  const clinician = await makeColleague(api, owner, "clinician");
  expect(await clinician.caller.encounter.create({ patientId, appointmentId })).toMatchObject({
    appointmentId,
  });
  expect((await failureOf(clinician.caller.encounter.create({ patientId, appointmentId }))).code).toBe(
    "APPOINTMENT_HAS_ENCOUNTER",
  );
});
