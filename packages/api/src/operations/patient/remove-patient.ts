import { requireNoRecords } from "../../chart/clinical/patient-records.ts";
import { DomainError } from "../../kernel/error/domain-error.ts";
import { requireVersion } from "../../kernel/field/version.ts";
import type { SubjectsContext } from "../../kernel/procedure/body-context.ts";
import { findPatientBlockers } from "../../people/assignment/find-blockers.ts";
import {
  canUnassign,
  requireMayUnassign,
  unassignTogether,
} from "../../people/assignment/unassign-together.ts";
import { deletePatient, lockPatientExclusively } from "../../people/patient/queries.ts";
import type { RemovePatient } from "../../people/patient/schema.ts";
import { findStandingOfPatient } from "../../scheduling/appointment/find-standing.ts";
import { leaveWaitlist } from "../../scheduling/waitlist/leave-waitlist.ts";

/**
 * Removes a patient, with their assignments if `unassign` is set.
 * Throws `PATIENT_HAS_ASSIGNMENTS` and `PATIENT_HAS_APPOINTMENTS`, which name them, `PATIENT_HAS_RECORDS`,
 * `STALE_VERSION` and `PATIENT_NOT_FOUND`.
 */
export async function removePatient(context: SubjectsContext, input: RemovePatient): Promise<void> {
  const { db, scope } = context;
  const { id, expectedVersion, unassign } = input;
  if (unassign) requireMayUnassign(scope);
  const current = await lockPatientExclusively(db, scope, id);
  requireVersion(current, expectedVersion, { kind: "patient" });
  // First, as nothing else helps.
  await requireNoRecords(db, scope, id);
  const blocking = await findPatientBlockers(db, scope, id);
  if (blocking) {
    if (!unassign || !canUnassign(blocking)) throw new DomainError("PATIENT_HAS_ASSIGNMENTS", blocking);
    await unassignTogether(context, { type: "patient", id });
  }
  await leaveWaitlist(db, scope, id);
  const standing = await findStandingOfPatient(db, scope, id);
  if (standing) throw new DomainError("PATIENT_HAS_APPOINTMENTS", standing);
  await deletePatient(db, scope, id);
}
