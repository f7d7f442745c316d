import { inDays } from "@caretype/test-api/case";
import { tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { expect, it } from "vitest";
import { makeSchedule, plus } from "../../test/schedules.ts";

const api = await createTestApi();
/** Calls alternate between two servers, each with its own queues. */
async function open(perDay: number) {
  const other = await api.anotherInstance();
  const owner = await api.signUp();
  const schedule = await makeSchedule(owner, { perDay, minutes: 20 });
  const patients = await Promise.all(
    Array.from({ length: 50 }, (_, at) => schedule.addPatient(`Patient ${at}`)),
  );
  const elsewhere = api.callerWith({ services: other, accessToken: owner.access });
  const book = (at: number, startsAt: string) => {
    const { appointment } = at % 2 === 0 ? owner.caller : elsewhere;
    const { doctorId, visitTypeId } = schedule;
    return appointment.book({ patientId: patients[at] ?? expect.fail(), doctorId, visitTypeId, startsAt });
  };
  return { ...owner, ...schedule, patients, elsewhere, book };
}

it("gives a slot to one of fifty", async () => {
  const { book, patients } = await open(100);
  expect(await tally(patients.map((_, at) => book(at, inDays(7))))).toEqual({ ok: 1, SLOT_TAKEN: 49 });
});

it("gives the last place of a day to one of fifty", async () => {
  const { book, patients } = await open(1);
  const midnight = `${inDays(8).slice(0, 10)}T00:00:00Z`;
  expect(await tally(patients.map((_, at) => book(at, plus(midnight, at * 25))))).toEqual({
    ok: 1,
    DAY_FULL: 49,
  });
});

it("swaps appointments without a deadlock", async () => {
  const { book, caller, elsewhere, patients } = await open(1_000);
  const [one, two] = [await book(0, inDays(7)), await book(1, inDays(8))];
  const moves = patients.map((_, at) => {
    const { appointment } = at % 2 === 0 ? caller : elsewhere;
    const [moved, to] = at % 2 === 0 ? [one, two] : [two, one];
    return appointment.reschedule({ id: moved.id, expectedVersion: "any", startsAt: to.startsAt });
  });
  expect(await tally(moves)).toEqual({ SLOT_TAKEN: 50 });
});
