import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { advisoryLocks, type Database } from "@caretype/db";
import { sql } from "drizzle-orm";

/** Serializes bookings of the practice until the transaction ends. Call it before locking any row. */
export async function lockBookings(db: Database, { practiceId }: Pick<Scope, "practiceId">): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(${advisoryLocks.booking}, hashtext(${practiceId}))`);
}
