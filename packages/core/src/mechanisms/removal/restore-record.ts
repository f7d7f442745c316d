import { constraintOf, type Database, type schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { DomainError } from "../../kernel/error/domain-error.ts";
import type { PracticeId } from "../../kernel/field/ids.ts";

/** `practiceId`: `noPractice` for the directory. */
export type RecordKey = { type: (typeof schema.recordTypes)[number]; practiceId: PracticeId; id: string };

/**
 * Restores a removed record with its relations. Resolves to true for the one call that restored it, and to false for
 * concurrent calls and records that are not removed. Throws the code of a unique value that was taken since.
 */
export async function restoreRecord(db: Database, { type, practiceId, id }: RecordKey): Promise<boolean> {
  try {
    const [row] = await db.execute<{ isRestored: boolean }>(
      sql`select restore_record(${type}, ${practiceId}::uuid, ${id}::uuid) as "isRestored"`,
    );
    return row?.isRestored === true;
  } catch (error) {
    // Taken concurrently. A retry can name the other record.
    if (!constraintOf(error)?.endsWith("_external_id_pkey")) throw error;
    throw new DomainError("SERVICE_UNAVAILABLE", { retryAfterSeconds: 1, cause: error });
  }
}
