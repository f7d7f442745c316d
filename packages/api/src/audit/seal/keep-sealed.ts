import type { DatabaseHandle } from "@caretype/db";
import {
  findSealers,
  findSealLag,
  type Holder,
  isSealFresh,
  type SealHead,
  type SealLag,
} from "./queries.ts";
import { sealEntries } from "./seal-entries.ts";

const minute = 60_000;

/** `by`: whose transactions, or whose sealing, hold it up, where that is known. */
export type SealDelay = SealLag & { by: Holder[] };

export type SealListeners = {
  onSealed: (head: SealHead) => void;
  /** Hears each time that there are entries older than five minutes, and not sealed. */
  onLag: (delay: SealDelay) => void;
  onFailure: (error: unknown) => void;
};
/** Between when a transaction begins and when it can count as ended: see closed-until.ts. */
const marginSeconds = 15;

/**
 * Seals what is closed about once a minute for as long as the process runs; of several processes one at a time, and
 * one a minute. A failure is told, and the next minute catches up.
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
    if (await isSealFresh(database.reader, (milliseconds * 0.75) / 1_000 + marginSeconds)) return;
    const holders: Holder[] = [];
    const onHeldUp = (found: Holder[]) => void holders.push(...found);
    const options = { onSealed, onHeldUp, isInBackground: true, signal: stopping.signal };
    const outcome = await sealEntries(database, options);
    by = outcome === "busy" ? await findSealers(database.reader) : holders;
  };
  const tellLag = async () => {
    const lag = await findSealLag(database.reader);
    if (lag && !stopping.signal.aborted) onLag({ ...lag, by });
  };
  // What ends with the process is no failure.
  const tellFailure = (error: unknown) => {
    if (!stopping.signal.aborted) onFailure(error);
  };
  const timer = setInterval(() => {
    // One that takes longer than until the next may wait for ever, as for a table that somebody has locked.
    if (running !== undefined) void tellLag().catch(tellFailure);
    running ??= seal()
      .catch(tellFailure)
      .then(tellLag)
      .catch(tellFailure)
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
