import { type DatabaseHandle, makeAuditPartitions } from "@caretype/db";
import { type PeriodicTask, startPeriodicTask } from "../../kernel/procedure/periodic-task.ts";

const day = 24 * 60 * 60 * 1_000;

/**
 * Creates partitions in advance, daily until stopped. Start-up creates the first months', so failures are harmless
 * for weeks. They are passed to `onFailure` and retried.
 */
export function keepAuditPartitions(
  database: Pick<DatabaseHandle, "reader">,
  onFailure: (error: unknown) => void,
  milliseconds = day,
): PeriodicTask {
  return startPeriodicTask(() => makeAuditPartitions(database.reader), {
    name: "audit-partitions",
    onFailure,
    milliseconds,
    beginsNow: false,
  });
}
