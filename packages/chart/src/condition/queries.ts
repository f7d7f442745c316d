import { invalidInput } from "@caretype/core/kernel/error/domain-error";
import type { PracticeZone } from "@caretype/core/kernel/field/day";
import type { ConditionId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import type { Author } from "@caretype/core/kernel/procedure/scope";
import { unstamped } from "@caretype/core/mechanisms/history/record-kind";
import { newRow } from "@caretype/db";
import { condition } from "@caretype/db/schema";
import { sql } from "drizzle-orm";
import { clinicalRecord, titleIn, unshown } from "../clinical/clinical-record.ts";
import { newRecords } from "../clinical/duplicates.ts";
import { isStatement } from "../clinical/statement-sql.ts";
import { recordedAtOr, requireOrder, requirePast } from "../clinical/times.ts";
import { conceptChanges } from "../codes/concept-changes.ts";
import { Condition, type CreateCondition, type UpdateCondition } from "./schema.ts";

export const conditions = clinicalRecord({
  table: condition,
  schema: Condition,
  content: Condition.omit(unstamped),
  hides: unshown,
  timeline: { ...titleIn("code"), text: sql`clinical_status` },
  toRecord: (record: Condition) => record,
  lists: sql`not ${isStatement(condition.code)}`,
});

export const conditionColumns = conditions.columns;

export const newCondition = newRecords(conditions, {
  concept: "code",
  among: sql`${condition.clinicalStatus} in ('active', 'recurrence', 'relapse')
    and ${condition.verificationStatus} <> 'refuted'`,
  only: { clinicalStatus: ["active", "recurrence", "relapse"] },
});

type Fields = Omit<UpdateCondition, "id" | "expectedVersion">;
type Checked = Pick<Condition, "clinicalStatus" | "onset" | "abatement" | "recordedAt">;

/** Throws `INVALID_INPUT` for impossible dates. A current condition has no end. */
function requirePossible(
  { clinicalStatus, onset, abatement, recordedAt }: Checked,
  timeZone: PracticeZone,
): void {
  requirePast({ onset, abatement }, timeZone);
  requireOrder({ onset, abatement });
  recordedAtOr(recordedAt);
  const isOver = ["inactive", "remission", "resolved"].includes(clinicalStatus);
  if (abatement && !isOver) throw invalidInput({ abatement: ["Has not ended in this status"] });
}

/** Builds the row for a valid input. An import inserts many at once. Throws `INVALID_INPUT` for impossible dates. */
export function newConditionRow(
  { practiceId, timeZone, accountId: createdBy }: Author,
  input: CreateCondition,
) {
  const { clinicalStatus, onset = null, abatement = null } = input;
  const recordedAt = recordedAtOr(input.recordedAt);
  requirePossible({ clinicalStatus, onset, abatement, recordedAt }, timeZone);
  return newRow(condition, { ...input, recordedAt, practiceId, id: newId<ConditionId>(), createdBy });
}

export const conditionChanges = conceptChanges<typeof condition, Condition, CreateCondition, Fields, "code">(
  conditions,
  {
    concept: "code",
    field: "condition.code",
    rowOf: newConditionRow,
    requirePossible,
  },
);
