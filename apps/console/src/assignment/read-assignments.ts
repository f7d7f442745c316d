import type { Assignment, DoctorId, PatientId } from "@caretype/client";
import { caretype } from "../api.ts";

/** The largest page of the API. */
const pageSize = 200;

/** Reads all assignments of a patient or of a doctor in the practice. */
export async function readAssignments(
  of: { patientId: PatientId } | { doctorId: DoctorId },
): Promise<Assignment[]> {
  const read: Assignment[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: Assignment[]; nextCursor: string | null } = await caretype.assignment.list.query({
      ...of,
      limit: pageSize,
      cursor,
    });
    read.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return read;
}
