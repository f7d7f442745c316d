import { expect, it } from "vitest";
import { DoctorId, VisitTypeId } from "../field/ids.ts";
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
const wanted = { visit, stepMinutes: 5, now: 0, limit: 2 };

it("stops at the limit, as a doctor may have thousands of free slots", () => {
  expect(freeSlots(doctor, wanted).map(({ start }) => start)).toEqual([day, day + 5 * minute]);
  expect(freeSlots({ ...doctor, maxAppointmentsPerDay: 2 }, wanted).map(({ start }) => start)).toEqual([
    5 * minute,
    10 * minute,
  ]);
  expect(freeSlots({ ...doctor, busy: [], maxAppointmentsPerDay: 0 }, wanted)).toEqual([]);
});
