import type { DatabaseHandle } from "@caretype/db";
import { deleteExpiredKeys } from "./queries.ts";

const tenMinutes = 10 * 60 * 1_000;

/**
 * Deletes answers that are over 24 hours old for as long as the process runs; nobody reads them any more. A failure
 * does no harm and is tried again; it is told to `onFailure`.
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
