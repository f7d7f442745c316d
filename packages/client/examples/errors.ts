import { type Client, isErrorOf, type PatientId } from "@caretype/client";

/** Resolves to null, or to the reason for a refusal. The compiler requires a case for each code. */
export async function removePatient(caretype: Client, id: PatientId): Promise<string | null> {
  try {
    await caretype.patient.remove.mutate({ id, expectedVersion: "any" });
    return null;
  } catch (error) {
    if (!isErrorOf(error, "patient.remove")) throw error;
    switch (error.data.code) {
      case "PATIENT_NOT_FOUND":
        return null;
      case "PATIENT_HAS_ASSIGNMENTS":
      case "PATIENT_HAS_APPOINTMENTS":
        return `Blocked by ${error.data.blockedBy.map(({ label }) => label).join(", ")}`;
      case "PATIENT_HAS_RECORDS":
      case "STALE_VERSION":
      case "INVALID_INPUT":
        return error.message;
    }
  }
}
