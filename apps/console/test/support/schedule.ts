import type { Client, DoctorId } from "@caretype/client";

const days = [1, 2, 3, 4, 5, 6, 7];

/** Opens a doctor all day, every day. */
export const openAlways = (client: Client, doctorId: DoctorId) =>
  client.openingHours.set.mutate({
    doctorId,
    expectedVersion: "any",
    weekly: days.map((weekday) => ({ weekday, opens: "00:00", closes: "24:00" })),
  });

/** Creates what a booking needs: an available doctor, a one-hour visit type, and a patient. */
export async function makeSchedule(client: Client) {
  const practice = await client.practice.mine.query();
  await client.practice.update.mutate({ timeZone: "Europe/Vienna", expectedVersion: practice.version });
  const doctor = await client.doctor.create.mutate({
    name: `Sam Okafor ${crypto.randomUUID().slice(0, 8)}`,
    specialization: "CARD",
    maxAppointmentsPerDay: 20,
  });
  await openAlways(client, doctor.id);
  const visitType = await client.visitType.create.mutate({ name: "Check-up", minutes: 60 });
  const patient = await client.patient.create.mutate({ name: "Jane Roe", gender: "female", age: 41 });
  return { doctor, visitType, patient };
}

/** The date some days from now, in UTC. */
export const dayFromNow = (count: number): string =>
  new Date(Date.now() + count * 86_400_000).toISOString().slice(0, 10);
