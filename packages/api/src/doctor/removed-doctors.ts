import { type Database, prepared, schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { noPractice } from "../no-practice.ts";
import { removedRow, removedRows, toRemovedPage } from "../removal/removed-page.ts";
import { restoreRecord } from "../removal/restore-record.ts";
import { doctorColumns, findDoctor, toDoctor } from "./queries.ts";
import type { Doctor, ListRemovedDoctors, RemovedDoctorPage } from "./schema.ts";

const { removedRecord } = schema;

const page = prepared((db) =>
  db
    .select({ ...removedRows.columns, record: doctorColumns })
    .from(removedRecord)
    .innerJoinLateral(removedRow("doctor", doctorColumns), sql`true`)
    .where(removedRows.ofType("doctor"))
    .orderBy(...removedRows.orderBy)
    .limit(removedRows.limit)
    .prepare("doctor_removed_page"),
);

export const listRemovedDoctors = (db: Database, input: ListRemovedDoctors): Promise<RemovedDoctorPage> =>
  toRemovedPage(
    { ...input, practiceId: noPractice },
    (values) => page(db).execute(values),
    ({ record }) => toDoctor(record),
  );

/**
 * Rejects with `DOCTOR_NOT_FOUND`, and with `LICENSE_NUMBER_TAKEN` or `DOCTOR_EMAIL_TAKEN` where another doctor has
 * them by now. A doctor who is not removed is answered as they are.
 */
export async function restoreDoctor(db: Database, id: string): Promise<Doctor> {
  await restoreRecord(db, { type: "doctor", practiceId: noPractice, id });
  return findDoctor(db, id);
}
