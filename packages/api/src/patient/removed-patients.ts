import { type Database, prepared, schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { restoreTogether } from "../assignment/unassign-together.ts";
import { DomainError } from "../error/domain-error.ts";
import type { PatientId } from "../field/ids.ts";
import { findMergeOf } from "../merge/queries.ts";
import type { ChangeContext, NamingContext } from "../procedure/body-context.ts";
import type { Scope } from "../procedure/scope.ts";
import { removedRow, removedRows, toRemovedPage } from "../removal/removed-page.ts";
import { restoreRecord } from "../removal/restore-record.ts";
import { findPatient, patientColumns, toPatient } from "./queries.ts";
import type { ListRemovedPatients, RemovedPatientPage, RestoredPatient } from "./schema.ts";

const { patientMerge, removedRecord } = schema;

const mergedInto = sql<PatientId | null>`(
  select merge.kept_id from ${patientMerge} as merge
  where merge.practice_id = ${removedRecord.practiceId} and merge.merged_id = ${removedRecord.recordId}
    and merge.undone_at is null
  order by merge.id desc limit 1)`;

const page = prepared(["practiceId", "key", "id", "limit"], (db) =>
  db
    .select({ ...removedRows.columns, mergedInto, record: patientColumns })
    .from(removedRecord)
    .innerJoinLateral(removedRow("patient", patientColumns), sql`true`)
    .where(removedRows.ofType("patient"))
    .orderBy(...removedRows.orderBy)
    .limit(removedRows.limit)
    .prepare("patient_removed_page"),
);

export const listRemovedPatients = (
  db: Database,
  scope: Scope,
  input: ListRemovedPatients,
): Promise<RemovedPatientPage> =>
  toRemovedPage(
    { ...input, practiceId: scope.practiceId },
    (values) => page(db).execute(values),
    ({ record, mergedInto }) => ({ record: toPatient(record, scope), mergedInto }),
  );

/**
 * Rejects with `PATIENT_NOT_FOUND`, and with `RESTORE_BLOCKED` when the patient was merged into another: what moved to
 * that one comes back only when the merge is undone. Assignments that were removed together with the patient come back,
 * too. A patient who is not removed is answered as they are.
 */
export async function restorePatient(
  context: ChangeContext & NamingContext,
  id: PatientId,
): Promise<RestoredPatient> {
  const { db, scope, audit } = context;
  const isRestored = await restoreRecord(db, { type: "patient", practiceId: scope.practiceId, id });
  // Asked afterwards, when nobody else can restore or merge them any more; the refusal takes it all back.
  const mergeId = isRestored ? await findMergeOf(db, scope, id) : undefined;
  if (mergeId !== undefined) {
    const blocker = { kind: "merge" as const, id: mergeId, label: "undo this merge instead" };
    throw new DomainError("RESTORE_BLOCKED", { blockedBy: [blocker] });
  }
  // Asked first, so that an unknown patient brings nothing back.
  const patient = await findPatient(db, scope, id);
  const together = await restoreTogether(context, id);
  if (!isRestored && !together.restoredAssignments?.length) audit.unchanged();
  return { ...patient, ...together };
}
