import { type Database, prepared } from "@caretype/db";
import { patient, removedRecord } from "@caretype/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import { DomainError } from "../../../kernel/error/domain-error.ts";
import type { PatientId } from "../../../kernel/field/ids.ts";
import type { Scope } from "../../../kernel/procedure/scope.ts";
import { findWithMerged } from "../../patient/duplicate/distinct-pairs.ts";
import { findArchivedBefore, findEntries, toReportedEntry } from "./find-entries.ts";
import type { AccessReportInput, AccessReportPage } from "./schema.ts";

const [practiceId, patientId] = [sql.placeholder("practiceId"), sql.placeholder("patientId")];

const everPatient = prepared(["practiceId", "patientId"], (db) =>
  unionAll(
    db
      .select({ id: patient.id })
      .from(patient)
      .where(and(eq(patient.practiceId, practiceId), eq(patient.id, patientId))),
    db
      .select({ id: sql<PatientId>`${removedRecord.recordId}` })
      .from(removedRecord)
      .where(
        and(
          eq(removedRecord.practiceId, practiceId),
          eq(removedRecord.recordId, patientId),
          eq(removedRecord.recordType, "patient"),
        ),
      ),
  ),
);

/**
 * Reports access to a patient and to those merged into them. Rejects with `PATIENT_NOT_FOUND` for an unknown id or
 * another practice's patient.
 */
export async function readAccessReport(
  { db, searcher }: Record<"db" | "searcher", Database>,
  scope: Scope,
  { patientId, ...page }: AccessReportInput,
): Promise<AccessReportPage> {
  const known = await everPatient(db).execute({ practiceId: scope.practiceId, patientId });
  if (known.length === 0) throw new DomainError("PATIENT_NOT_FOUND");
  const { rows, nextCursor } = await findEntries(searcher, scope, {
    ...page,
    subjectIds: await findWithMerged(db, scope.practiceId, patientId),
    sort: "newest",
    withSubjects: false,
  });
  const items = rows.map((row) => ({
    patientId: row.meantId ?? patientId,
    ...toReportedEntry(row, "patient"),
  }));
  return { items, nextCursor, archivedBefore: await findArchivedBefore(db) };
}
