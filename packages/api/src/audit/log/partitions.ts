import { type DatabaseHandle, makeAuditPartitions } from "@caretype/db";

const day = 24 * 60 * 60 * 1_000;

/**
 * Makes the partitions ahead of time for as long as the process runs; the start has made those of the first months.
 * A failure does no harm for weeks, and is tried again the next day; it is told to `onFailure`.
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
