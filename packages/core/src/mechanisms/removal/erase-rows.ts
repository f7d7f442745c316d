import type { Database } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";

/**
 * Deletes rows without the triggers that protect signed records and restore removed ones. A server's database role
 * may not.
 */
export async function eraseRows(db: Database, ...rows: SQL[]): Promise<void> {
  await db.execute(sql`set local caretype.erasing = 'on'`);
  for (const each of rows) await db.execute(sql`delete from ${each}`);
  await db.execute(sql`set local caretype.erasing = 'off'`);
}
