import { type Database, prepared, schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { colleagueName } from "../account/account-name.ts";
import type { ChangeContext, Scope } from "../context.ts";
import { noPractice } from "../no-practice.ts";
import { removedRow, removedRows, toRemovedPage } from "../removal/removed-page.ts";
import { restoreRecord } from "../removal/restore-record.ts";
import { doctorColumns, findDoctor, toDoctor } from "./queries.ts";
import type { Doctor, ListRemovedDoctors, RemovedDoctorPage } from "./schema.ts";

const { removedRecord } = schema;

const removedByName = colleagueName(removedRecord.removedBy, sql.placeholder("callersPracticeId"));

const page = prepared((db) =>
  db
    .select({ ...removedRows.columns, removedByName, record: doctorColumns })
    .from(removedRecord)
    .innerJoinLateral(removedRow("doctor", doctorColumns), sql`true`)
    .where(removedRows.ofType("doctor"))
    .orderBy(...removedRows.orderBy)
    .limit(removedRows.limit)
    .prepare("doctor_removed_page"),
);

export const listRemovedDoctors = (
  db: Database,
  scope: Scope,
  input: ListRemovedDoctors,
): Promise<RemovedDoctorPage> =>
  toRemovedPage(
    { ...input, practiceId: noPractice },
    (values) => page(db).execute({ ...values, callersPracticeId: scope.practiceId }),
    ({ record }) => ({ record: toDoctor(record) }),
  );

/**
 * Rejects with `DOCTOR_NOT_FOUND`, and with `LICENSE_NUMBER_TAKEN` or `DOCTOR_EMAIL_TAKEN` where another doctor has
 * them by now. A doctor who is not removed is answered as they are.
 */
export async function restoreDoctor({ db, noteUnchanged }: ChangeContext, id: string): Promise<Doctor> {
  if (!(await restoreRecord(db, { type: "doctor", practiceId: noPractice, id }))) noteUnchanged();
  return findDoctor(db, id);
}
