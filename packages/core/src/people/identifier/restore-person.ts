import type { Database } from "@caretype/db";
import { sql } from "drizzle-orm";
import { DomainError } from "../../kernel/error/domain-error.ts";
import type { DoctorId, PatientId } from "../../kernel/field/ids.ts";
import { type RecordKey, restoreRecord } from "../../mechanisms/removal/restore-record.ts";

type PersonKey = RecordKey & { type: "patient" | "doctor" };

/**
 * Restores a removed person like `restoreRecord`. Also throws `RESTORE_BLOCKED` if another record has the same
 * external identifier, and so is the same person.
 */
export async function restorePerson(db: Database, key: PersonKey): Promise<boolean> {
  await requireFreeIdentifiers(db, key);
  return restoreRecord(db, key);
}

/** Throws `RESTORE_BLOCKED` if a repeated import created another record of the same person. */
async function requireFreeIdentifiers(db: Database, { type, practiceId, id }: PersonKey): Promise<void> {
  const [identifiers, owner] = [sql.identifier(`${type}_external_id`), sql.identifier(`${type}_id`)];
  const isIn = type === "patient" ? sql`practice_id = ${practiceId}::uuid and` : sql``;
  const isKept =
    type === "patient"
      ? sql`removed.practice_id = ${practiceId}::uuid and removed.record_type = 'patient' and`
      : sql``;
  // One by one, as there are few.
  const holders = await db.execute<{ id: DoctorId | PatientId; label: string }>(sql`
    select distinct person.id, person.name as label
    from ${sql.identifier(type === "patient" ? "removed_record" : "removed_doctor")} as removed
      cross join jsonb_to_recordset(removed.relations->${`${type}_external_id`}::text) as own (system text, value text)
      cross join lateral (
        select ${owner} as id from ${identifiers} where ${isIn} system = own.system and value = own.value limit 1
      ) as taken
      cross join lateral (select id, name from ${sql.identifier(type)} where ${isIn} id = taken.id limit 1) as person
    where ${isKept} removed.record_id = ${id}::uuid
    order by person.id`);
  if (holders.length === 0) return;
  const blockedBy = holders.map((holder) => ({ kind: type, id: holder.id, label: holder.label }));
  throw new DomainError("RESTORE_BLOCKED", { blockedBy });
}
