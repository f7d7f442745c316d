import { type Database, prepared } from "@caretype/db";
import { doctor, removedDoctor } from "@caretype/db/schema";
import { eq, sql } from "drizzle-orm";
import { DomainError } from "../../../kernel/error/domain-error.ts";
import type { AccountId, DoctorId } from "../../../kernel/field/ids.ts";
import { noPractice } from "../../../kernel/field/no-practice.ts";
import { requireVersion } from "../../../kernel/field/version.ts";
import { hooksOf } from "../../../kernel/hooks.ts";
import type { ChangeContext, SubjectsContext } from "../../../kernel/procedure/body-context.ts";
import type { Scope } from "../../../kernel/procedure/scope.ts";
import { colleagueName } from "../../../mechanisms/account-name.ts";
import { removedDoctorRows, removedRow, toRemovedPage } from "../../../mechanisms/removal/removed-page.ts";
import { findDoctorBlockers } from "../../assignment/find-blockers.ts";
import {
  canUnassign,
  requireMayUnassign,
  restoreTogether,
  unassignTogether,
} from "../../assignment/unassign-together.ts";
import { type DirectoryContext, requireDirectoryAccess } from "../../doctor/directory-rights.ts";
import {
  claimValues,
  doctorColumns,
  findDoctor,
  lockDoctorExclusively,
  toDoctor,
} from "../../doctor/queries.ts";
import type {
  ListRemovedDoctors,
  RemoveDoctor,
  RemovedDoctorPage,
  RestoredDoctor,
} from "../../doctor/schema.ts";
import { restorePerson } from "../../identifier/restore-person.ts";

const removedByName = colleagueName(removedDoctor.removedBy, sql.placeholder("callersPracticeId"));

const page = prepared(["callersPracticeId", "key", "id", "limit"], (db) =>
  db
    .select({ ...removedDoctorRows.columns, removedByName, record: doctorColumns })
    .from(removedDoctor)
    .innerJoinLateral(removedRow("doctor", doctorColumns), sql`true`)
    .where(removedDoctorRows.after())
    .orderBy(...removedDoctorRows.orderBy)
    .limit(removedDoctorRows.limit),
);

export const listRemovedDoctors = (
  db: Database,
  scope: Scope,
  input: ListRemovedDoctors,
): Promise<RemovedDoctorPage> =>
  toRemovedPage(
    input,
    (values) => page(db).execute({ ...values, callersPracticeId: scope.practiceId }),
    ({ record }) => ({ record: toDoctor(record) }),
  );

const byId = prepared(["id"], (db) =>
  db
    .select({
      createdBy: sql<AccountId>`${removedDoctor.record}->>'created_by'`,
      removedBy: removedDoctor.removedBy,
      licenseNumber: sql<string | null>`${removedDoctor.record}->>'license_number'`,
      email: sql<string | null>`${removedDoctor.record}->>'email'`,
    })
    .from(removedDoctor)
    .where(eq(removedDoctor.recordId, sql.placeholder("id"))),
);

/**
 * Restores a doctor and the practice's assignments removed with them. Returns a doctor who is not removed unchanged.
 * Throws `DOCTOR_NOT_FOUND`, the errors of `requireDirectoryAccess`, and `LICENSE_NUMBER_TAKEN` or
 * `DOCTOR_EMAIL_TAKEN` if another doctor has them now.
 */
export async function restoreDoctor(
  context: ChangeContext & SubjectsContext & DirectoryContext,
  id: DoctorId,
): Promise<RestoredDoctor> {
  const { db, audit } = context;
  const [removed] = await byId(db).execute({ id });
  if (removed) {
    await requireDirectoryAccess(context, { id, ...removed });
    await claimValues(db, { id, ...removed });
  }
  const isRestored = await restorePerson(db, { type: "doctor", practiceId: noPractice, id });
  // First, so that an unknown doctor restores no assignments.
  const doctor = await findDoctor(db, id);
  const together = await restoreTogether(context, id);
  if (!isRestored && !together.restoredAssignments?.length) audit.unchanged();
  return { ...doctor, ...together };
}

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
  for (const { findBlocking } of hooksOf("doctor")) {
    const standing = await findBlocking(db, scope, id);
    if (standing) throw new DomainError("DOCTOR_HAS_APPOINTMENTS", standing);
  }
  await db.delete(doctor).where(eq(doctor.id, id));
}
