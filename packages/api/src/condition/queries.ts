import { changedRow, type Database, newRow, preparedInsert, schema } from "@caretype/db";
import { and, eq, getTableColumns } from "drizzle-orm";
import { isSame } from "../clinical/is-same.ts";
import { recordQueries } from "../clinical/record-queries.ts";
import { recordedAtOr, requirePossibleDates } from "../clinical/times.ts";
import { requireOffered } from "../codes/require-offered.ts";
import { DomainError, invalidInput } from "../error/domain-error.ts";
import type { ConditionId } from "../field/ids.ts";
import { newId } from "../field/new-id.ts";
import type { ChangeContext } from "../procedure/body-context.ts";
import type { Scope } from "../procedure/scope.ts";
import type { Condition, CreateCondition, EnterConditionInError, UpdateCondition } from "./schema.ts";

const { condition } = schema;

const {
  updatedBy: _by,
  practiceId: _practice,
  happenedAt: _happened,
  ...columns
} = getTableColumns(condition);
export const conditionColumns = columns;

export const conditions = recordQueries<Condition>({
  type: "condition",
  notFound: "CONDITION_NOT_FOUND",
  table: condition,
  select: (db) => db.select(columns).from(condition).$dynamic(),
  timeOf: ({ recordedAt }) => recordedAt,
});

const insertion = preparedInsert(condition, (db, row) =>
  db.insert(condition).values(row).returning(columns).prepare("condition_insert"),
);

/** A condition that the patient has now has not ended. */
function requireEnded({ clinicalStatus, abatement }: Pick<CreateCondition, "clinicalStatus" | "abatement">) {
  const isOver = ["inactive", "remission", "resolved"].includes(clinicalStatus);
  if (abatement && !isOver) throw invalidInput({ abatement: ["Has not ended in this status"] });
}

/** Throws `PATIENT_NOT_FOUND`, `ENCOUNTER_NOT_FOUND` and `ENCOUNTER_LOCKED`. */
export async function createCondition(
  db: Database,
  { practiceId, accountId: createdBy }: Scope,
  input: CreateCondition,
): Promise<Condition> {
  requirePossibleDates(input);
  requireEnded(input);
  await requireOffered(db, { practiceId }, { field: "condition.code", concept: input.code });
  const recordedAt = recordedAtOr(input.recordedAt);
  const row = newRow(condition, { ...input, recordedAt, practiceId, id: newId<ConditionId>(), createdBy });
  const [made] = await insertion(db).execute(row);
  if (!made) throw new Error("insert returned no row");
  return made;
}

type Changes = Omit<UpdateCondition, "id" | "expectedVersion"> & { errorReason?: string };
type Change = { id: ConditionId; changes: Changes };

async function change(db: Database, { practiceId }: Scope, { id, changes }: Change) {
  const [row] = await db
    .update(condition)
    .set(changedRow(condition, changes))
    .where(and(eq(condition.practiceId, practiceId), eq(condition.id, id)))
    .returning(columns);
  if (!row) throw new DomainError("CONDITION_NOT_FOUND");
  return row;
}

/** Throws `STALE_VERSION` and `RECORD_IN_ERROR`. */
export async function updateCondition(
  { db, scope, audit }: ChangeContext,
  { id, expectedVersion, ...changes }: UpdateCondition,
): Promise<Condition> {
  const current = await conditions.lock(db, scope, { id, expectedVersion });
  if (isSame(current, changes)) {
    audit.unchanged();
    return current;
  }
  const {
    onset = current.onset,
    abatement = current.abatement,
    clinicalStatus = current.clinicalStatus,
  } = changes;
  requirePossibleDates({ onset, abatement });
  requireEnded({ clinicalStatus, abatement });
  if (changes.recordedAt !== undefined) recordedAtOr(changes.recordedAt);
  const chosen = { concept: changes.code, current: current.code };
  await requireOffered(db, scope, { field: "condition.code", ...chosen });
  return change(db, scope, { id, changes });
}

/** Throws `STALE_VERSION` and `RECORD_IN_ERROR`. */
export async function enterConditionInError(
  { db, scope }: ChangeContext,
  { reason: errorReason, ...input }: EnterConditionInError,
): Promise<Condition> {
  await conditions.lock(db, scope, input);
  return change(db, scope, { id: input.id, changes: { errorReason } });
}
