import { schema } from "@caretype/db";
import { eq } from "drizzle-orm";
import { DomainError } from "../../kernel/error/domain-error.ts";
import { requireVersion } from "../../kernel/field/version.ts";
import type { SubjectsContext } from "../../kernel/procedure/body-context.ts";
import { findDoctorBlockers } from "../../people/assignment/find-blockers.ts";
import {
  canUnassign,
  requireMayUnassign,
  unassignTogether,
} from "../../people/assignment/unassign-together.ts";
import { type DirectoryContext, requireDirectoryAccess } from "../../people/doctor/directory-rights.ts";
import { lockDoctorExclusively } from "../../people/doctor/queries.ts";
import type { RemoveDoctor } from "../../people/doctor/schema.ts";
import { findStandingOfDoctor } from "../../scheduling/appointment/find-standing.ts";

const { doctor } = schema;

/**
 * Removes a doctor, with the practice's assignments if `unassign` is set. Assignments of other practices
 * always block it.
 * Throws the errors of `updateDoctor`, and `DOCTOR_HAS_ASSIGNMENTS` and `DOCTOR_HAS_APPOINTMENTS`, which name only
 * the practice's own.
 */
export async function removeDoctor(
  context: SubjectsContext & DirectoryContext,
  input: RemoveDoctor,
): Promise<void> {
  const { db, scope } = context;
  const { id, expectedVersion, unassign } = input;
  if (unassign) requireMayUnassign(scope);
  const current = await lockDoctorExclusively(db, id);
  await requireDirectoryAccess(context, current);
  requireVersion(current, expectedVersion, { kind: "doctor" });
  const blocking = await findDoctorBlockers(db, scope, id);
  if (blocking) {
    if (!unassign || !canUnassign(blocking)) throw new DomainError("DOCTOR_HAS_ASSIGNMENTS", blocking);
    await unassignTogether(context, { type: "doctor", id });
  }
  const standing = await findStandingOfDoctor(db, scope, id);
  if (standing) throw new DomainError("DOCTOR_HAS_APPOINTMENTS", standing);
  await db.delete(doctor).where(eq(doctor.id, id));
}
