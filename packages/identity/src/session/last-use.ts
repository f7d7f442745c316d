import { setTimeout as pause } from "node:timers/promises";
import type { AnyId } from "@caretype/core/kernel/field/ids";
import { elapsedTime } from "@caretype/core/kernel/field/time";

/** A use, with its age in seconds. */
export type Use<Of> = { id: Of; agoSeconds: number };

export type LastUse<Of> = {
  /**
   * Records a use. Returns immediately: uses are written together a second later. `at` is the time by
   * `elapsedTime()`, by default now.
   */
  note(id: Of, at?: number): void;
  stop(): Promise<void>;
};

type LastUseSettings<Of> = {
  write(uses: Use<Of>[]): Promise<void>;
  /** Called when a write fails. Its uses are recorded again after the next look-up. */
  onFailure(error: unknown): void;
  pauseMilliseconds?: number | undefined;
};

const maxAtOnce = 500;

/** Writes last-use times, in at most one statement per second. */
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
      const now = elapsedTime();
      const uses = [...noted]
        .slice(0, maxAtOnce)
        .map(([id, at]) => ({ id, agoSeconds: Math.max(0, now - at) / 1000 }));
      for (const { id } of uses) noted.delete(id);
      await write(uses).catch(onFailure);
    }
  }

  return {
    note(id, at = elapsedTime()) {
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
