import { type Database, prepared, schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { colleagueName } from "../account/account-name.ts";
import { restoreTogether } from "../assignment/unassign-together.ts";
import type { ChangeContext, NamingContext, Scope } from "../context.ts";
import { noPractice } from "../no-practice.ts";
import { removedRow, removedRows, toRemovedPage } from "../removal/removed-page.ts";
import { restoreRecord } from "../removal/restore-record.ts";
import { doctorColumns, findDoctor, toDoctor } from "./queries.ts";
import type { ListRemovedDoctors, RemovedDoctorPage, RestoredDoctor } from "./schema.ts";

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
 * them by now. The practice's assignments that were removed together with the doctor come back, too. A doctor who is not
 * removed is answered as they are.
 */
export async function restoreDoctor(
  context: ChangeContext & NamingContext,
  id: string,
): Promise<RestoredDoctor> {
  const { db, noteUnchanged } = context;
  const isRestored = await restoreRecord(db, { type: "doctor", practiceId: noPractice, id });
  // Asked first, so that an unknown doctor brings nothing back.
  const doctor = await findDoctor(db, id);
  const together = await restoreTogether(context, id);
  if (!isRestored && !together.restoredAssignments?.length) noteUnchanged();
  return { ...doctor, ...together };
}
