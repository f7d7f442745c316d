import type { DatabaseHandle } from "@caretype/db";
import {
  findSealers,
  findSealLag,
  type Holder,
  isSealRecent,
  type SealHead,
  type SealLag,
} from "./queries.ts";
import { sealEntries } from "./seal-entries.ts";

const minute = 60_000;

/** `by`: the blocking sessions, where known. */
export type SealDelay = SealLag & { by: Holder[] };

export type SealListeners = {
  onSealed: (head: SealHead) => void;
  /** Called while entries older than five minutes are not sealed. */
  onLag: (delay: SealDelay) => void;
  onFailure: (error: unknown) => void;
};
/** Delay from a transaction's start until it counts as ended. See closed-until.ts. */
const marginSeconds = 15;

/**
 * Seals about once a minute until stopped. One process seals at a time, and only one per minute. Failures are
 * reported and retried at the next minute.
 */
export function keepAuditSealed(
  database: Pick<DatabaseHandle, "bulkTransaction" | "reader">,
  { onSealed, onLag, onFailure }: SealListeners,
  milliseconds = minute,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let running: Promise<unknown> | undefined;
  let by: Holder[] = [];
  const seal = async () => {
    if (await isSealRecent(database.reader, (milliseconds * 0.75) / 1_000 + marginSeconds)) return;
    const holders: Holder[] = [];
    const onBlocked = (found: Holder[]) => void holders.push(...found);
    const options = { onSealed, onBlocked, isInBackground: true, signal: stopping.signal };
    const outcome = await sealEntries(database, options);
    by = outcome === "busy" ? await findSealers(database.reader) : holders;
  };
  const reportLag = async () => {
    const lag = await findSealLag(database.reader);
    if (lag && !stopping.signal.aborted) onLag({ ...lag, by });
  };
  // A failure caused by stopping is not reported.
  const reportFailure = (error: unknown) => {
    if (!stopping.signal.aborted) onFailure(error);
  };
  const timer = setInterval(() => {
    // A round longer than the interval may be blocked, for example by a locked table, so the lag is reported.
    if (running !== undefined) void reportLag().catch(reportFailure);
    running ??= seal()
      .catch(reportFailure)
      .then(reportLag)
      .catch(reportFailure)
      .finally(() => {
        running = undefined;
      });
  }, milliseconds);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}
