import { changedRow, type Database, newRow, preparedInsert, schema } from "@caretype/db";
import { and, eq, sql } from "drizzle-orm";
import { invalidInput } from "../../kernel/error/domain-error.ts";
import type { PracticeZone } from "../../kernel/field/day.ts";
import type { ConditionId } from "../../kernel/field/ids.ts";
import { newId } from "../../kernel/field/new-id.ts";
import type { ChangeContext } from "../../kernel/procedure/body-context.ts";
import type { Author, Scope } from "../../kernel/procedure/scope.ts";
import { unstamped } from "../../mechanisms/history/record-kind.ts";
import { clinicalRecord, titleIn, unshown } from "../clinical/clinical-record.ts";
import { newRecords } from "../clinical/duplicates.ts";
import { recordChanges } from "../clinical/record-changes.ts";
import { requireRecordable } from "../clinical/recordable.ts";
import { recordedAtOr, requireOrder, requirePast } from "../clinical/times.ts";
import { requireOffered } from "../codes/require-offered.ts";
import { Condition, type CreateCondition, type UpdateCondition } from "./schema.ts";

const { condition } = schema;

export const conditions = clinicalRecord({
  table: condition,
  schema: Condition,
  content: Condition.omit(unstamped),
  hides: unshown,
  timeline: { ...titleIn("code"), text: sql`clinical_status` },
  toRecord: (record: Condition) => record,
});

export const conditionColumns = conditions.columns;
const { columns } = conditions;

export const newCondition = newRecords(conditions, {
  concept: "code",
  among: sql`${condition.clinicalStatus} in ('active', 'recurrence', 'relapse')
    and ${condition.verificationStatus} <> 'refuted'`,
});

const insertion = preparedInsert(condition, (db, row) =>
  db.insert(condition).values(row).returning(columns).prepare("condition_insert"),
);

type Checked = Pick<Condition, "clinicalStatus" | "onset" | "abatement" | "recordedAt">;

/** Throws `INVALID_INPUT` for dates that cannot be. A condition that the patient has now has not ended. */
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

/** Builds the row for a valid input. An import inserts many at once. Throws `INVALID_INPUT` for dates that cannot be. */
export function newConditionRow(
  { practiceId, timeZone, accountId: createdBy }: Author,
  input: CreateCondition,
) {
  const { clinicalStatus, onset = null, abatement = null } = input;
  const recordedAt = recordedAtOr(input.recordedAt);
  requirePossible({ clinicalStatus, onset, abatement, recordedAt }, timeZone);
  return newRow(condition, { ...input, recordedAt, practiceId, id: newId<ConditionId>(), createdBy });
}

/** Throws `PATIENT_NOT_FOUND`, `ENCOUNTER_NOT_FOUND` and `ENCOUNTER_LOCKED`. */
export async function createCondition(
  db: Database,
  scope: Scope,
  input: CreateCondition,
): Promise<Condition> {
  const code = await requireOffered(db, scope, { field: "condition.code", concept: input.code });
  const row = newConditionRow(scope, { ...input, code });
  await requireRecordable(db, scope, input);
  const [made] = await insertion(db).execute(row);
  if (!made) throw new Error("insert returned no row");
  return made;
}

type Fields = Omit<UpdateCondition, "id" | "expectedVersion">;
type Write = { id: ConditionId; changes: Fields | { errorReason: string } };

const changes = recordChanges<Condition, Fields>({
  ...conditions,
  write: (db, { practiceId }, { id, changes }: Write) =>
    db
      .update(condition)
      .set(changedRow(condition, changes))
      .where(and(eq(condition.practiceId, practiceId), eq(condition.id, id)))
      .returning(columns),
  requirePossible,
  requireOffered: async (db, scope, { fields, current }) =>
    fields.code
      ? {
          ...fields,
          code: await requireOffered(db, scope, {
            field: "condition.code",
            concept: fields.code,
            current: current.code,
          }),
        }
      : fields,
});

export const { enterInError: enterConditionInError } = changes;

/** Throws `STALE_VERSION`, `RECORD_IN_ERROR`, and `INVALID_INPUT` for a record that cannot be. */
export const updateCondition = (
  context: ChangeContext,
  { id, expectedVersion, ...fields }: UpdateCondition,
): Promise<Condition> => changes.update(context, { id, expectedVersion }, fields);
