import { inDays } from "@caretype/test-api/case";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { daysEarlier, makeSchedule } from "../../test/schedules.ts";

const api = await createTestApi();
const anyVersion = { expectedVersion: "any" } as const;

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
  // Backdated, because a test cannot wait for days.
  await api.database.reader.execute(sql`update appointment set ${daysEarlier(3)} where id = ${underWay.id}`);
  const { items } = await caller.appointment.visitsOfPatients({ patientIds: [otherId] });
  expect(items).toMatchObject([{ next: null, last: { id: underWay.id, waitingSince: null } }]);
});
