import { expect, it } from "vitest";
import { DoctorId, VisitTypeId } from "../../kernel/field/ids.ts";
import { freeSlots } from "./slots.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const id = "01a204cc-13c0-73f7-a000-c93c8bb3027e";
const doctor = {
  doctorId: DoctorId.parse(id),
  doctorName: "Sam Okafor",
  bookedAt: 0,
  maxAppointmentsPerDay: 1,
  open: [{ start: 0, end: 92 * day }],
  busy: [{ start: 0, slot: "one", occupied: { start: 0, end: 5 * minute } }],
  dateOf: (instant: number) => new Date(instant).toISOString().slice(0, 10),
};
const visit = { id: VisitTypeId.parse(id), minutes: 5, bufferBefore: 0, bufferAfter: 0, seats: 1 };
function firstTwo(of: typeof doctor): (number | undefined)[] {
  const slots = freeSlots(of, wanted);
  return [slots.next().value?.start, slots.next().value?.start];
}
const wanted = { visit, stepMinutes: 5, now: 0 };

it("finds free slots one by one, without full days", () => {
  expect(firstTwo(doctor)).toEqual([day, day + 5 * minute]);
  expect(firstTwo({ ...doctor, maxAppointmentsPerDay: 2 })).toEqual([5 * minute, 10 * minute]);
  expect(firstTwo({ ...doctor, busy: [], maxAppointmentsPerDay: 0 })).toEqual([undefined, undefined]);
});
