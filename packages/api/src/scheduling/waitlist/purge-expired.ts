import { type DatabaseHandle, schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { type PeriodicTask, startPeriodicTask } from "../../kernel/procedure/periodic-task.ts";

const { waitlistEntry } = schema;

const anHour = 60 * 60 * 1_000;

/** Deletes entries whose last day is over everywhere. Lists leave them out before. */
export async function deleteExpired(database: Pick<DatabaseHandle, "transaction">): Promise<void> {
  const isOver = sql`${waitlistEntry.lastDay} < (now() - interval '2 days')::date`;
  await database.transaction((db) => db.delete(waitlistEntry).where(isOver));
}

/** Deletes entries of the past every hour, until stopped. */
export const startWaitlistPurge = (
  database: Pick<DatabaseHandle, "transaction">,
  onFailure: (error: unknown) => void,
): PeriodicTask =>
  startPeriodicTask(() => deleteExpired(database), { name: "waitlist", onFailure, milliseconds: anHour });
