import { type Client, type Patient, patientId } from "@caretype/client";

/** Resolves to the patient in a URL such as `/?patient=<id>`, or to null without a valid id. */
export async function patientIn(caretype: Client, address: URL): Promise<Patient | null> {
  const text = address.searchParams.get("patient");
  return patientId.is(text) ? caretype.patient.byId.query({ id: text }) : null;
}
