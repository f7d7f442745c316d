import type { Client, Patient } from "@caretype/client";

/** A transaction that began earlier may commit later, so the last minute is read again. */
const overlapMs = 60_000;

/** Yields the patients that were added or changed since an instant, and up to a minute before. Latest change first. */
export async function* changedPatients(caretype: Client, since: Date): AsyncGenerator<Patient> {
  for await (const patient of caretype.patient.list.pages({ sort: "updated", limit: 200 })) {
    if (Date.parse(patient.updatedAt) < since.getTime() - overlapMs) return;
    yield patient;
  }
}
