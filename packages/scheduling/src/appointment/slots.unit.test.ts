import { DoctorId, VisitTypeId } from "@caretype/core/kernel/field/ids";
import { expect, it } from "vitest";
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
const wanted = { visit, stepMinutes: 5, from: 0, until: 92 * day };

it("finds free slots one by one, without full days", () => {
  expect(firstTwo(doctor)).toEqual([day, day + 5 * minute]);
  expect(firstTwo({ ...doctor, maxAppointmentsPerDay: 2 })).toEqual([5 * minute, 10 * minute]);
  expect(firstTwo({ ...doctor, busy: [], maxAppointmentsPerDay: 0 })).toEqual([undefined, undefined]);
});

it("finds the same slots in parts of a range", () => {
  const of = { ...doctor, open: [{ start: 0, end: 20 * day }], maxAppointmentsPerDay: 2 };
  const long = { ...visit, minutes: 7 * 60 };
  const within = (from: number, until: number) => [
    ...freeSlots(of, { visit: long, stepMinutes: 35, from, until }),
  ];
  const parts = [0, 7, 14].flatMap((begin) => within(begin * day, (begin + 7) * day));
  expect(parts).toEqual(within(0, 21 * day));
});
