import type { Database } from "@caretype/db";
import { DomainError } from "../../kernel/error/domain-error.ts";
import type { PatientId } from "../../kernel/field/ids.ts";
import { type AssignmentId, asId } from "../../kernel/field/ids.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { findPatient } from "../patient/queries.ts";
import { findAssignment, listAssignments } from "./queries.ts";
import type { Assignment, CareTeam } from "./schema.ts";

/**
 * Finds an assignment by id or, as older clients use it, a care team by the patient's id. Throws
 * `ASSIGNMENT_NOT_FOUND` if it is neither.
 */
export async function findAssignmentOrCareTeam(
  db: Database,
  scope: Scope,
  id: AssignmentId | PatientId,
): Promise<Assignment | CareTeam> {
  return (
    (await orUndefined(findAssignment(db, scope, asId(id)))) ?? (await findCareTeam(db, scope, asId(id)))
  );
}

async function findCareTeam(db: Database, scope: Scope, patientId: PatientId): Promise<CareTeam> {
  const found = await orUndefined(readCareTeam(db, scope, patientId));
  if (!found) throw new DomainError("ASSIGNMENT_NOT_FOUND");
  return found;
}

/** Throws `PATIENT_NOT_FOUND`. */
export async function readCareTeam(db: Database, scope: Scope, patientId: PatientId): Promise<CareTeam> {
  const patient = await findPatient(db, scope, patientId);
  const { items } = await listAssignments(db, scope, { patientId, sort: "newest", limit: 200 });
  return { patient, patientId, doctors: items.map(({ doctor }) => doctor) };
}

async function orUndefined<Found>(search: Promise<Found>): Promise<Found | undefined> {
  try {
    return await search;
  } catch (error) {
    const missing = error instanceof DomainError && error.code.endsWith("_NOT_FOUND");
    if (missing) return undefined;
    throw error;
  }
}
