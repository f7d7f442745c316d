import { setTimeout as pause } from "node:timers/promises";

export type LastUse = {
  /** Nobody waits for it: it is written a second later, together with all that were used meanwhile. */
  note(id: string): void;
  stop(): Promise<void>;
};

type LastUseSettings = {
  write(ids: string[]): Promise<void>;
  /** What could not be written is noted again at the next look-up after it. */
  onFailure(error: unknown): void;
  pauseMilliseconds?: number | undefined;
};

const mostAtOnce = 500;

/** Writes when something was used: one statement a second at most, however many calls there are. */
export function createLastUse({ write, onFailure, pauseMilliseconds = 1_000 }: LastUseSettings): LastUse {
  const noted = new Set<string>();
  const stopping = new AbortController();
  let writing: Promise<void> | null = null;

  async function writeAll() {
    const { signal } = stopping;
    while (noted.size > 0 && !signal.aborted) {
      await pause(pauseMilliseconds, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      const ids = [...noted].slice(0, mostAtOnce);
      for (const id of ids) noted.delete(id);
      await write(ids).catch(onFailure);
    }
  }

  return {
    note(id) {
      noted.add(id);
      writing ??= writeAll().finally(() => {
        writing = null;
      });
    },
    async stop() {
      stopping.abort();
      await writing;
    },
  };
}
