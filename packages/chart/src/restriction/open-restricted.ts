import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { BreakGlassId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import { holdPatient } from "@caretype/core/people/patient/queries";
import { practice } from "@caretype/db/schema";
import { eq } from "drizzle-orm";
import { hasClosed } from "../clinical/shown.ts";
import { type AccessContext, insertAccess } from "./insert-access.ts";
import type { OpenedRecords, OpenRestricted } from "./schema.ts";

/**
 * Lets the caller read a patient's restricted records for half an hour, and notifies the practice's owners. Throws
 * `PATIENT_NOT_FOUND`, and `NOTHING_WITHHELD` if they may read all of them.
 */
export async function openRestricted(
  { db, scope, services }: AccessContext,
  { patientId, reason }: OpenRestricted,
): Promise<OpenedRecords> {
  const { practiceId } = scope;
  // An erasure waits for this, and then finds the access.
  if (!(await holdPatient(db, scope, patientId))) throw new DomainError("PATIENT_NOT_FOUND");
  if (!(await hasClosed(db, scope, patientId))) throw new DomainError("NOTHING_WITHHELD");
  const id = newId<BreakGlassId>();
  const [own] = await db.select({ name: practice.name }).from(practice).where(eq(practice.id, practiceId));
  const access = { practiceName: own?.name ?? "", practiceId, id, patientId, reason, isRestricted: true };
  const inserted = await insertAccess({ db, scope, services }, access);
  return { id, patientId, reason, ...inserted };
}
