import { currentTime } from "@caretype/core/kernel/field/time";
import { type PeriodicTask, startPeriodicTask } from "@caretype/core/kernel/procedure/periodic-task";
import type { Mark } from "@caretype/core/people/audit/seal/archive-marks";
import { findHead } from "@caretype/core/people/audit/seal/queries";
import type { DatabaseHandle } from "@caretype/db";
import type { Target } from "@caretype/postgres/storage";
import { archiveMonths } from "./archive-months.ts";

const minute = 60 * 1_000;
const hour = 60 * minute;

export type ArchiveTask = {
  /** Number of whole months kept in the database, besides the current one. */
  months: number;
  target: Target;
  onArchived: (mark: Mark) => void;
  /** Called with the reason why a month was not archived. It is retried. */
  onFailure: (error: unknown) => void;
};

/**
 * Archives old months of the audit, now and then hourly until stopped. Failures are retried sooner. Requires the
 * tables' owner.
 */
export function keepAuditArchived(
  database: Pick<DatabaseHandle, "reader" | "bulkTransaction">,
  { months, target, onArchived, onFailure }: ArchiveTask,
  {
    milliseconds = hour,
    retryMilliseconds = minute,
  }: { milliseconds?: number; retryMilliseconds?: number } = {},
): PeriodicTask {
  const stopping = new AbortController();
  const round = async () => {
    // A new database has no seal and nothing to archive.
    if (!(await findHead(database.reader))) return;
    const before = monthBefore(currentTime(), months);
    await archiveMonths(database, { before, target, onArchived, signal: stopping.signal });
  };
  const task = startPeriodicTask(round, {
    name: "audit-archive",
    onFailure: (error) => {
      if (!stopping.signal.aborted) onFailure(error);
    },
    milliseconds,
    // The first round runs during startup, when the database may be slow to accept connections.
    retryMilliseconds,
  });
  return {
    runNow: task.runNow,
    stop: () => {
      stopping.abort();
      return task.stop();
    },
  };
}

/** A month, such as `2025-01`. */
function monthBefore(now: number, months: number): string {
  const date = new Date(now);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months)).toISOString().slice(0, 7);
}
