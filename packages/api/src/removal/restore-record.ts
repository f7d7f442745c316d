import type { Database, schema } from "@caretype/db";
import { sql } from "drizzle-orm";

type RecordType = (typeof schema.recordTypes)[number];
/** `practiceId`: `noPractice` for the directory. */
export type RecordKey = { type: RecordType; practiceId: string; id: string };

/**
 * Brings a removed record back, with what went with it and is still free. Does nothing where it is not removed: of
 * many at once, one does it and the others wait for that. Rejects with the code of a key that was taken since.
 */
export async function restoreRecord(db: Database, { type, practiceId, id }: RecordKey): Promise<void> {
  await db.execute(sql`select restore_record(${type}, ${practiceId}::uuid, ${id}::uuid)`);
}
