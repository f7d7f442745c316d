import { type DatabaseHandle, makeAuditPartitions } from "@caretype/db";

const day = 24 * 60 * 60 * 1_000;

/**
 * Creates partitions in advance, daily until stopped. Start-up creates the first months', so failures are harmless
 * for weeks. They are passed to `onFailure` and retried.
 */
export function keepAuditPartitions(
  database: Pick<DatabaseHandle, "reader">,
  onFailure: (error: unknown) => void,
  milliseconds = day,
): { stop(): void } {
  const timer = setInterval(() => void makeAuditPartitions(database.reader).catch(onFailure), milliseconds);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
