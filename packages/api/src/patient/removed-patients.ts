import { type Database, prepared, schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { Scope } from "../context.ts";
import { removedRow, removedRows, toRemovedPage } from "../removal/removed-page.ts";
import { restoreRecord } from "../removal/restore-record.ts";
import { findPatient, patientColumns, toPatient } from "./queries.ts";
import type { ListRemovedPatients, Patient, RemovedPatientPage } from "./schema.ts";

const { removedRecord } = schema;

const page = prepared((db) =>
  db
    .select({ ...removedRows.columns, record: patientColumns })
    .from(removedRecord)
    .innerJoinLateral(removedRow("patient", patientColumns), sql`true`)
    .where(removedRows.ofType("patient"))
    .orderBy(...removedRows.orderBy)
    .limit(removedRows.limit)
    .prepare("patient_removed_page"),
);

export const listRemovedPatients = (
  db: Database,
  { practiceId }: Scope,
  input: ListRemovedPatients,
): Promise<RemovedPatientPage> =>
  toRemovedPage(
    { ...input, practiceId },
    (values) => page(db).execute(values),
    ({ record }) => toPatient(record),
  );

/** Rejects with `PATIENT_NOT_FOUND`. A patient who is not removed is answered as they are. */
export async function restorePatient(db: Database, scope: Scope, id: string): Promise<Patient> {
  await restoreRecord(db, { type: "patient", practiceId: scope.practiceId, id });
  return findPatient(db, scope, id);
}
