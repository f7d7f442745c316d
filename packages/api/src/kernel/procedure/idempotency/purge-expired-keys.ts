import type { DatabaseHandle } from "@caretype/db";
import { type PeriodicTask, startPeriodicTask } from "../periodic-task.ts";
import { deleteExpiredKeys } from "./queries.ts";

const tenMinutes = 10 * 60 * 1_000;

/**
 * Periodically deletes answers over 24 hours old, until stopped. Failures are passed to `onFailure` and retried.
 */
export function purgeExpiredKeys(
  database: Pick<DatabaseHandle, "transaction">,
  onFailure: (error: unknown) => void,
  milliseconds = tenMinutes,
): PeriodicTask {
  return startPeriodicTask(() => deleteExpiredKeys(database), {
    name: "idempotency-keys",
    onFailure,
    milliseconds,
    beginsNow: false,
  });
}
