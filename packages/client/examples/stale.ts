import { type Client, currentRecord, type Patient } from "@caretype/client";

/** Resolves to the saved patient, or to a concurrent change. Then show both versions. */
export async function saveAddress(
  caretype: Client,
  { id, version }: Patient,
  address: string,
): Promise<{ saved: Patient } | { meanwhile: Patient }> {
  try {
    return { saved: await caretype.patient.update.mutate({ id, expectedVersion: version, address }) };
  } catch (error) {
    const meanwhile = currentRecord(error, "patient");
    if (!meanwhile) throw error;
    return { meanwhile };
  }
}
