import { type Database, type DatabaseHandle, prepared, schema } from "@caretype/db";
import { and, eq, inArray, lt, sql } from "drizzle-orm";
import { type PeriodicTask, startPeriodicTask } from "../../kernel/procedure/periodic-task.ts";

const { notification } = schema;

const anHour = 60 * 60 * 1_000;

/** Rows deleted per transaction. Small, so that no call waits long for a connection. */
const batch = 500;

const oldest = prepared([], (db) =>
  db
    .select({ practiceId: notification.practiceId, id: notification.id })
    .from(notification)
    .where(lt(notification.createdAt, sql`now() - interval '90 days'`))
    .orderBy(notification.createdAt)
    .limit(batch),
);

/** Practice by practice: Citus has each practice's rows on one node. */
async function deleteOld(db: Database): Promise<number> {
  const found = await oldest(db).execute();
  for (const [practiceId, rows] of Map.groupBy(found, (row) => row.practiceId)) {
    const ids = rows.map(({ id }) => id);
    await db
      .delete(notification)
      .where(and(eq(notification.practiceId, practiceId), inArray(notification.id, ids)));
  }
  return found.length;
}

async function deleteAllOld(database: Pick<DatabaseHandle, "transaction">): Promise<void> {
  while ((await database.transaction(deleteOld)) === batch);
}

/** Periodically deletes notifications over 90 days old, until stopped. Failures go to `onFailure`, and are retried. */
export function purgeOldNotifications(
  database: Pick<DatabaseHandle, "transaction">,
  onFailure: (error: unknown) => void,
  milliseconds = anHour,
): PeriodicTask {
  return startPeriodicTask(() => deleteAllOld(database), {
    name: "notifications",
    onFailure,
    milliseconds,
    beginsNow: false,
  });
}
