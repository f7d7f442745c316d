import { type PeriodicTask, startPeriodicTask } from "@caretype/core/kernel/procedure/periodic-task";
import type { Logger } from "../log/logger.ts";

const hour = 60 * 60_000;

/** Packs complete months of the audit until stopped. The first round is after an hour, so that no start waits for it. */
export function packAudit(url: string, logger: Logger): PeriodicTask {
  const stopping = new AbortController();
  const round = async () => {
    const { packAuditMonths } = await import("@caretype/db/pack-audit-months");
    const months = await packAuditMonths({ url, signal: stopping.signal });
    if (months.length > 0) logger.info({ months }, "packed the indexes of complete months of the audit");
  };
  const onFailure = (error: unknown) => {
    if (!stopping.signal.aborted)
      logger.warn({ err: error }, "a month of the audit could not be packed, and is retried in an hour");
  };
  const task = startPeriodicTask(round, {
    name: "audit-packing",
    onFailure,
    milliseconds: hour,
    beginsNow: false,
  });
  return {
    ...task,
    stop: () => {
      stopping.abort();
      return task.stop();
    },
  };
}
