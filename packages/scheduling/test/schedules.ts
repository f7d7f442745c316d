import type { DoctorId } from "@caretype/core/kernel/field/ids";
import type { TestApi } from "@caretype/test-api/api";
import { inDays } from "@caretype/test-api/case";
import { sql } from "drizzle-orm";

type Person = Awaited<ReturnType<TestApi["signUp"]>>;

export const wholeWeek = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
  weekday,
  opens: "00:00",
  closes: "24:00",
}));

const minute = 60_000;
/** The instant `minutes` later. */
export const plus = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * minute).toISOString();

/** A practice with a doctor who is always available, visits of half an hour by default, and two patients. */
export async function makeSchedule(
  { caller }: Pick<Person, "caller">,
  { perDay = 10, minutes = 30 }: { perDay?: number; minutes?: number } = {},
) {
  const addDoctor = async (name: string): Promise<DoctorId> => {
    const { id } = await caller.doctor.create({
      name,
      maxAppointmentsPerDay: perDay,
      specialization: "CARD",
    });
    await caller.openingHours.set({ doctorId: id, expectedVersion: 1, weekly: wholeWeek });
    return id;
  };
  const addPatient = async (name: string) => (await caller.patient.create({ name, gender: "female" })).id;
  const doctorId = await addDoctor("Sam Okafor");
  const visit = await caller.visitType.create({ name: "Check-up", minutes });
  const patientId = await addPatient("Jane Roe");
  const otherId = await addPatient("Ann Lee");
  /** Books a patient, by default in a week. */
  const book = (changes: Partial<Parameters<typeof caller.appointment.book>[0]> = {}) =>
    caller.appointment.book({ patientId, doctorId, visitTypeId: visit.id, startsAt: inDays(7), ...changes });
  return { addDoctor, addPatient, doctorId, visitTypeId: visit.id, patientId, otherId, book };
}

/** Moves appointments back by days. Citus allows no other functions of columns in an update. */
export const daysEarlier = (days: number) =>
  sql.raw(
    ["starts_at", "ends_at", "occupied_from", "occupied_to", "arrived_at"]
      .map((time) => `${time} = (${time} at time zone 'UTC' - interval '${days} days') at time zone 'UTC'`)
      .join(", "),
  );
