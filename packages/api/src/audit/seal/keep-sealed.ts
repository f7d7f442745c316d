import type { DatabaseHandle } from "@caretype/db";
import { isSealFresh, type SealHead } from "./queries.ts";
import { sealEntries } from "./seal-entries.ts";

const minute = 60_000;

type Listeners = { onSealed: (head: SealHead) => void; onFailure: (error: unknown) => void };

/**
 * Seals what is closed about once a minute for as long as the process runs; of several processes one at a time, and
 * one a minute. A failure is told, and the next minute catches up.
 */
export function keepAuditSealed(
  database: Pick<DatabaseHandle, "bulkTransaction" | "reader">,
  { onSealed, onFailure }: Listeners,
  milliseconds = minute,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let running: Promise<unknown> | undefined;
  const seal = async () => {
    if (await isSealFresh(database.reader, (milliseconds * 0.75) / 1_000)) return;
    await sealEntries(database, { onSealed, isInBackground: true, signal: stopping.signal });
  };
  const timer = setInterval(() => {
    running ??= seal()
      .catch(onFailure)
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
