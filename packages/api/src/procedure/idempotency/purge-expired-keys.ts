import type { DatabaseHandle } from "@caretype/db";
import { deleteExpiredKeys } from "./queries.ts";

const tenMinutes = 10 * 60 * 1_000;

/**
 * Periodically deletes answers over 24 hours old, until stopped. Failures are passed to `onFailure` and retried.
 */
export function purgeExpiredKeys(
  database: Pick<DatabaseHandle, "transaction">,
  onFailure: (error: unknown) => void,
  milliseconds = tenMinutes,
): { stop(): void } {
  const timer = setInterval(() => void deleteExpiredKeys(database).catch(onFailure), milliseconds);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
