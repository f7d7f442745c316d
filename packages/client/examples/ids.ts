import { type Client, type Patient, patientId } from "@caretype/client";

/** Who an address such as `/?patient=<id>` is about; null where it has no id. */
export async function patientIn(caretype: Client, address: URL): Promise<Patient | null> {
  const text = address.searchParams.get("patient");
  return patientId.is(text) ? caretype.patient.byId.query({ id: text }) : null;
}
