import { invalidInput } from "@caretype/core/kernel/error/domain-error";
import type { MedicationId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import type { Author } from "@caretype/core/kernel/procedure/scope";
import { unstamped } from "@caretype/core/mechanisms/history/record-kind";
import { newRow } from "@caretype/db";
import { medication } from "@caretype/db/schema";
import { sql } from "drizzle-orm";
import { clinicalRecord, titleIn, unshown } from "../clinical/clinical-record.ts";
import { newRecords } from "../clinical/duplicates.ts";
import { isStatement } from "../clinical/statement-sql.ts";
import { recordedAtOr, requireOrder } from "../clinical/times.ts";
import { conceptChanges } from "../codes/concept-changes.ts";
import { type CreateMedication, Medication, type UpdateMedication } from "./schema.ts";

export const medications = clinicalRecord({
  table: medication,
  schema: Medication,
  content: Medication.omit(unstamped),
  hides: unshown,
  timeline: { ...titleIn("drug"), text: sql`status` },
  toRecord: (record: Medication) => record,
  lists: sql`not ${isStatement(medication.drug)}`,
});

export const medicationColumns = medications.columns;

export const newMedication = newRecords(medications, {
  concept: "drug",
  until: "until",
  among: sql`${medication.status} = 'active'`,
  only: { status: ["active"] },
});

type Fields = Omit<UpdateMedication, "id" | "expectedVersion">;
type Checked = Pick<Medication, "status" | "endReason" | "from" | "until" | "recordedAt">;

/** Throws `INVALID_INPUT` for an end before the start, and for a reason that does not fit the status. */
function requirePossible({ status, endReason, from, until, recordedAt }: Checked): void {
  requireOrder({ from, until });
  recordedAtOr(recordedAt);
  if (status === "stopped" && endReason === null) throw invalidInput({ endReason: ["Required"] });
  if (status === "active" && endReason !== null)
    throw invalidInput({ endReason: ["Has not ended in this status"] });
}

/** Builds the row for a valid input. An import inserts many at once. Throws `INVALID_INPUT` for impossible values. */
export function newMedicationRow({ practiceId, accountId: createdBy }: Author, input: CreateMedication) {
  const { endReason = null, from = null, until = null } = input;
  const recordedAt = recordedAtOr(input.recordedAt);
  requirePossible({ status: input.status, endReason, from, until, recordedAt });
  return newRow(medication, { ...input, recordedAt, practiceId, id: newId<MedicationId>(), createdBy });
}

export const medicationChanges = conceptChanges<
  typeof medication,
  Medication,
  CreateMedication,
  Fields,
  "drug"
>(medications, {
  concept: "drug",
  field: "medication.drug",
  rowOf: newMedicationRow,
  requirePossible,
});
