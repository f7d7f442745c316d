import { setTimeout as pause } from "node:timers/promises";
import type { AnyId } from "../field/ids.ts";

/** That something was used, so many seconds before it is told. */
export type Use<Of> = { id: Of; agoSeconds: number };

export type LastUse<Of> = {
  /**
   * Nobody waits for it: it is written a second later, together with all that were used meanwhile. `at`: by
   * `performance.now()`; now, where it is left out.
   */
  note(id: Of, at?: number): void;
  stop(): Promise<void>;
};

type LastUseSettings<Of> = {
  write(uses: Use<Of>[]): Promise<void>;
  /** What could not be written is noted again at the next look-up after it. */
  onFailure(error: unknown): void;
  pauseMilliseconds?: number | undefined;
};

const mostAtOnce = 500;

/** Writes when something was used: one statement a second at most, however many calls there are. */
export function createLastUse<Of extends AnyId>({
  write,
  onFailure,
  pauseMilliseconds = 1_000,
}: LastUseSettings<Of>): LastUse<Of> {
  const noted = new Map<Of, number>();
  const stopping = new AbortController();
  let writing: Promise<void> | null = null;

  async function writeAll() {
    const { signal } = stopping;
    while (noted.size > 0 && !signal.aborted) {
      await pause(pauseMilliseconds, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      const now = performance.now();
      const uses = [...noted]
        .slice(0, mostAtOnce)
        .map(([id, at]) => ({ id, agoSeconds: Math.max(0, now - at) / 1000 }));
      for (const { id } of uses) noted.delete(id);
      await write(uses).catch(onFailure);
    }
  }

  return {
    note(id, at = performance.now()) {
      noted.set(id, Math.max(at, noted.get(id) ?? at));
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
