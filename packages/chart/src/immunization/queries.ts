import { invalidInput } from "@caretype/core/kernel/error/domain-error";
import type { PracticeZone } from "@caretype/core/kernel/field/day";
import type { ImmunizationId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import type { Author } from "@caretype/core/kernel/procedure/scope";
import { unstamped } from "@caretype/core/mechanisms/history/record-kind";
import { newRow } from "@caretype/db";
import { immunization } from "@caretype/db/schema";
import { sql } from "drizzle-orm";
import { clinicalRecord, titleIn, unshown } from "../clinical/clinical-record.ts";
import { newRecords } from "../clinical/duplicates.ts";
import { isStatement } from "../clinical/statement-sql.ts";
import { requirePast } from "../clinical/times.ts";
import { conceptChanges } from "../codes/concept-changes.ts";
import { type CreateImmunization, Immunization, type UpdateImmunization } from "./schema.ts";

export const immunizations = clinicalRecord({
  table: immunization,
  schema: Immunization,
  content: Immunization.omit(unstamped),
  hides: unshown,
  timeline: { ...titleIn("vaccine"), text: sql`status` },
  toRecord: (record: Immunization) => record,
  lists: sql`not ${isStatement(immunization.vaccine)}`,
});

export const newImmunization = newRecords(immunizations, {
  concept: "vaccine",
  at: "occurred",
  among: sql`${immunization.status} = 'completed'`,
  only: { status: ["completed"] },
});

type Fields = Omit<UpdateImmunization, "id" | "expectedVersion">;
type Checked = Pick<Immunization, "status" | "statusReason" | "occurred">;

/** Throws `INVALID_INPUT` for a future date, and without the required reason why it was not done. */
function requirePossible({ status, statusReason, occurred }: Checked, timeZone: PracticeZone): void {
  requirePast({ occurred }, timeZone);
  if (status === "not-done" && statusReason === null) throw invalidInput({ statusReason: ["Required"] });
  if (status === "completed" && statusReason !== null)
    throw invalidInput({ statusReason: ["Only if it was not done"] });
}

/** Builds the row for a valid input. An import inserts many at once. Throws `INVALID_INPUT` for impossible values. */
export function newImmunizationRow(
  { practiceId, timeZone, accountId: createdBy }: Author,
  input: CreateImmunization,
) {
  const { status, statusReason = null, occurred } = input;
  requirePossible({ status, statusReason, occurred }, timeZone);
  return newRow(immunization, { ...input, practiceId, id: newId<ImmunizationId>(), createdBy });
}

export const immunizationChanges = conceptChanges<
  typeof immunization,
  Immunization,
  CreateImmunization,
  Fields,
  "vaccine"
>(immunizations, {
  concept: "vaccine",
  field: "immunization.vaccine",
  rowOf: newImmunizationRow,
  requirePossible,
});
