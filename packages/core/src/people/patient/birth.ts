import type { Database } from "@caretype/db";
import { patient } from "@caretype/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { invalidInput } from "../../kernel/error/domain-error.ts";
import type { PatientId } from "../../kernel/field/ids.ts";
import { hooksOf } from "../../kernel/hooks.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { type Birth, earliestOf } from "./rules.ts";

type Where = Pick<Scope, "practiceId" | "timeZone">;
type NewBirth = { patientId: PatientId; from: Birth; to: Birth };

/**
 * Returns true if a record is before a birth that becomes later. Blocks new records until the transaction ends. The
 * caller has locked the patient.
 */
export async function isAfterRecords(
  db: Database,
  where: Where,
  { patientId, from, to }: NewBirth,
): Promise<boolean> {
  const [before, earliest] = [earliestOf(from), earliestOf(to)];
  if (earliest === null || (before !== null && earliest <= before)) return false;
  // An import holds patients, and may wait for this one. It must win before the database looks for deadlocks.
  await db.execute(sql`set local lock_timeout = '500ms'`);
  await db
    .select({ id: patient.id })
    .from(patient)
    .where(and(eq(patient.practiceId, where.practiceId), eq(patient.id, patientId)))
    .for("update");
  for (const { hasEarlier } of hooksOf("patient"))
    if (await hasEarlier?.(db, where, { patientId, earliest })) return true;
  return false;
}

/** The same for a patient's new value. Throws `INVALID_INPUT` for the input's field. */
export async function requireBirth(
  db: Database,
  where: Where,
  { field, ...birth }: NewBirth & { field: "dateOfBirth" | "age" | "version" | "take" },
): Promise<void> {
  if (!(await isAfterRecords(db, where, birth))) return;
  const isItself = field === "dateOfBirth" || field === "age";
  throw invalidInput({
    [field]: [
      isItself ? "Is after a record of the patient" : "The date of birth is after a record of the patient",
    ],
  });
}
