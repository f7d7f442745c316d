import { type Database, setLocal } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { PatientId, PracticeId } from "../../kernel/field/ids.ts";

/** Logs no further change of a record in this transaction. `logOneEvent` logs all of them as one. */
export const holdEvents = (db: Database): Promise<void> => setLocal(db, "caretype.holds_events", "on");

type OneEvent = {
  /** As in `eventTypes`, with the table's name in place of the kind's: `patient`, `import`. */
  recordType: string;
  action: string;
  recordId: string;
  patientId?: PatientId;
  /** The number of changed records. */
  count: number;
};

/** Logs one event for many changed records, by the account and in the request of the transaction. */
export async function logOneEvent(
  db: Database,
  practiceId: PracticeId,
  { recordType, action, recordId, patientId, count }: OneEvent,
): Promise<void> {
  await db.execute(sql`
    insert into change_pending (practice_id, record_type, action, record_id, patient_id, count, account_id, request_id)
    values (${practiceId}::uuid, ${recordType}, ${action}, ${recordId}::uuid, ${patientId ?? null}::uuid, ${count},
      acting_account(), nullif(current_setting('caretype.request_id', true), ''))`);
}
