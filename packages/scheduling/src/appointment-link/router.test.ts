import { inDays } from "@caretype/test-api/case";
import { codeOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { daysEarlier, makeSchedule, plus } from "../../test/schedules.ts";
import { linkAppointment } from "../appointment-mail/link-appointment.ts";

const api = await createTestApi();
const email = "jane.roe@example.org";
const any = { expectedVersion: "any" } as const;

/** An appointment in a week, and the token of its link. */
async function open() {
  const owner = await api.signUp();
  const schedule = await makeSchedule(owner);
  await owner.caller.patient.update({ id: schedule.patientId, ...any, email });
  const booked = await schedule.book();
  const { id: practiceId, name } = await owner.caller.practice.mine();
  const link = () =>
    linkAppointment(api.database.reader, api.services.linkTokens, {
      practiceId,
      appointmentId: booked.id,
      email,
    });
  const token = api.services.linkTokens.tokenOf(await link());
  const seen = { token, startsAt: booked.startsAt };
  return { ...owner, ...schedule, name, booked, link, token, seen, practiceId };
}
const { appointmentLink } = api.anonymous;

it("shows practice, doctor and time, and nothing about the patient", async () => {
  const { token, booked, name } = await open();
  expect(await appointmentLink.read({ token })).toEqual({
    id: booked.id,
    practiceName: name,
    doctorName: "Sam Okafor",
    timeZone: "UTC",
    startsAt: booked.startsAt,
    endsAt: booked.endsAt,
    status: "booked",
    confirmedByPatientAt: null,
    heldUntil: null,
    mayChange: true,
  });
});

it("changes nothing when it is read, and is the same for the same address", async () => {
  const { token, booked, caller, link } = await open();
  await appointmentLink.read({ token });
  expect(await caller.appointment.byId({ id: booked.id })).toEqual(booked);
  expect(api.services.linkTokens.tokenOf(await link())).toBe(token);
});

it("confirms, until the appointment is moved", async () => {
  const { seen, booked, caller } = await open();
  const { confirmedByPatientAt } = await appointmentLink.confirm(seen);
  expect(confirmedByPatientAt).not.toBeNull();
  const confirmed = await caller.appointment.byId({ id: booked.id });
  expect(confirmed).toMatchObject({ status: "booked", confirmedByPatientAt, version: 2 });
  expect(await appointmentLink.confirm(seen)).toMatchObject({ confirmedByPatientAt });
  const moved = { id: booked.id, ...any, startsAt: plus(booked.startsAt, 60) };
  expect(await caller.appointment.reschedule(moved)).toMatchObject({ confirmedByPatientAt: null });
});

it("cancels, and says so from then on", async () => {
  const { seen, token, booked, caller } = await open();
  expect(await appointmentLink.cancel(seen)).toMatchObject({ status: "cancelled", mayChange: false });
  expect(await appointmentLink.cancel(seen)).toMatchObject({ status: "cancelled" });
  expect(await appointmentLink.read({ token })).toMatchObject({ status: "cancelled" });
  expect(await codeOf(appointmentLink.confirm(seen))).toBe("APPOINTMENT_STATE");
  const { items } = await caller.appointment.history({ id: booked.id });
  expect(items[0]).toMatchObject({
    changedBy: null,
    record: { status: "cancelled", cancelledBy: "patient", cancellationReason: null, version: 2 },
  });
});

it("refuses the time of a moved appointment, and shows the new one", async () => {
  const { seen, token, booked, caller } = await open();
  const startsAt = plus(booked.startsAt, 60);
  await caller.appointment.reschedule({ id: booked.id, ...any, startsAt });
  for (const step of [appointmentLink.confirm, appointmentLink.cancel])
    expect(await codeOf(step(seen))).toBe("APPOINTMENT_MOVED");
  const now = await appointmentLink.read({ token });
  expect(now).toMatchObject({ status: "booked", mayChange: true });
  expect(await appointmentLink.cancel({ token, startsAt: now.startsAt })).toMatchObject({
    status: "cancelled",
  });
});

it("is invalid once the patient has another address, and once the visit is over", async () => {
  const { seen, token, caller, patientId, booked } = await open();
  await caller.patient.update({ id: patientId, ...any, email: "j@example.org" });
  expect(await codeOf(appointmentLink.read({ token }))).toBe("INVALID_LINK");
  expect(await codeOf(appointmentLink.cancel(seen))).toBe("INVALID_LINK");
  await caller.patient.update({ id: patientId, ...any, email: email.toUpperCase() });
  expect(await appointmentLink.read({ token })).toMatchObject({ id: booked.id });
  await api.database.reader.execute(sql`update appointment set ${daysEarlier(8)} where id = ${booked.id}`);
  expect(await codeOf(appointmentLink.read({ token }))).toBe("INVALID_LINK");
});

it("cancels or is moved by staff, in any order: never both for the old time", async () => {
  for (let round = 0; round < 10; round++) {
    const { seen, booked, caller } = await open();
    const startsAt = inDays(9);
    const [byPatient, byStaff] = await Promise.all([
      tally([appointmentLink.cancel(seen)]),
      tally([caller.appointment.reschedule({ id: booked.id, ...any, startsAt })]),
    ]);
    const after = await caller.appointment.byId({ id: booked.id });
    if (after.status === "cancelled") {
      expect([byPatient, byStaff]).toEqual([{ ok: 1 }, { APPOINTMENT_STATE: 1 }]);
      expect(after.startsAt).toBe(booked.startsAt);
    } else {
      expect([byPatient, byStaff]).toEqual([{ APPOINTMENT_MOVED: 1 }, { ok: 1 }]);
      expect(after.status).toBe("booked");
      expect(Date.parse(after.startsAt)).toBe(Date.parse(startsAt));
    }
  }
});
