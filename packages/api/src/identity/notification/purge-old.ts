import { type DatabaseHandle, prepared, schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { type PeriodicTask, startPeriodicTask } from "../../kernel/procedure/periodic-task.ts";

const { notification } = schema;

const anHour = 60 * 60 * 1_000;

/** Rows deleted per transaction. Small, so that no call waits long for a connection. */
const batch = 500;

/** Skips rows that another process is deleting. */
const deleteOld = prepared([], (db) =>
  db
    .delete(notification)
    .where(sql`ctid = any (array(
      select ctid from ${notification} where ${notification.createdAt} < now() - interval '90 days'
      order by ${notification.createdAt} limit ${sql.raw(String(batch))} for update skip locked
    ))`)
    .returning({ id: notification.id })
    .prepare("notification_delete_old"),
);

async function deleteAllOld(database: Pick<DatabaseHandle, "transaction">): Promise<void> {
  let deleted: unknown[];
  do deleted = await database.transaction((tx) => deleteOld(tx).execute());
  while (deleted.length === batch);
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
