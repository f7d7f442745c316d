/** Something heavy that goes on beside the reads. */
export type Disturbance = {
  name: string;
  start(): Promise<UnderWay>;
};

export type UnderWay = {
  /** Whether it still does what it is meant to do. */
  isRunning(): boolean;
  /** Ends it where it would go on, waits for it, and says what it got done. Rejects when it failed. */
  finish(): Promise<string>;
};

/** Keeps `step` going, over and over, until it is to finish. */
export function repeating(step: () => Promise<void>, describe: (seconds: number) => string): UnderWay {
  const startedAt = performance.now();
  const state = { isWanted: true };
  const run = async () => {
    while (state.isWanted) await step();
  };
  const running = run();
  // Told by `finish`; until then nobody waits for it.
  running.catch(() => undefined);
  return {
    isRunning: () => true,
    async finish() {
      state.isWanted = false;
      await running;
      return describe((performance.now() - startedAt) / 1000);
    },
  };
}
