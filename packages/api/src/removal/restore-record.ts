import { constraintOf, type Database, type schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { DomainError } from "../error/domain-error.ts";
import type { DoctorId, PatientId, PracticeId } from "../field/ids.ts";

type RecordType = (typeof schema.recordTypes)[number];
/** `practiceId`: `noPractice` for the directory. */
export type RecordKey = { type: RecordType; practiceId: PracticeId; id: string };

/**
 * Brings a removed record back, with what went with it. Does nothing where it is not removed: of many at once, one does
 * it, which resolves to true, and the others wait for that. Rejects with the code of a key that was taken since, and
 * with `RESTORE_BLOCKED` where another record has its identifier in another system, and so is the same person.
 */
export async function restoreRecord(db: Database, key: RecordKey): Promise<boolean> {
  const { type, practiceId, id } = key;
  if (type !== "assignment") await requireFreeIdentifiers(db, { ...key, type });
  try {
    const [row] = await db.execute<{ isRestored: boolean }>(
      sql`select restore_record(${type}, ${practiceId}::uuid, ${id}::uuid) as "isRestored"`,
    );
    return row?.isRestored === true;
  } catch (error) {
    // Taken at this very moment. Asked anew, the other record can be named.
    if (!constraintOf(error)?.endsWith("_external_id_pkey")) throw error;
    throw new DomainError("SERVICE_UNAVAILABLE", { retryAfterSeconds: 1, cause: error });
  }
}

type PersonKey = RecordKey & { type: "patient" | "doctor" };

/** An import that was undone and made again has made a second record of the same person. */
async function requireFreeIdentifiers(db: Database, { type, practiceId, id }: PersonKey): Promise<void> {
  const [identifiers, owner] = [sql.identifier(`${type}_external_id`), sql.identifier(`${type}_id`)];
  const isIn = type === "patient" ? sql`practice_id = ${practiceId}::uuid and` : sql``;
  // Looked up one by one: there are a few.
  const holders = await db.execute<{ id: DoctorId | PatientId; label: string }>(sql`
    select distinct person.id, person.name as label
    from removed_record as removed
      cross join jsonb_to_recordset(removed.relations->${`${type}_external_id`}::text) as own (system text, value text)
      cross join lateral (
        select ${owner} as id from ${identifiers} where ${isIn} system = own.system and value = own.value limit 1
      ) as taken
      cross join lateral (select id, name from ${sql.identifier(type)} where ${isIn} id = taken.id limit 1) as person
    where removed.practice_id = ${practiceId}::uuid and removed.record_id = ${id}::uuid
      and removed.record_type = ${type}
    order by person.id`);
  if (holders.length === 0) return;
  const blockedBy = holders.map((holder) => ({ kind: type, id: holder.id, label: holder.label }));
  throw new DomainError("RESTORE_BLOCKED", { blockedBy });
}
