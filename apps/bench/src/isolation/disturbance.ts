/** Heavy work concurrent with the reads. */
export type Disturbance = {
  name: string;
  /** The rows of an import. */
  rows?: number;
  start(): Promise<RunningDisturbance>;
};

export type RunningDisturbance = {
  /** Whether it still does its work. */
  isRunning(): boolean;
  /** Stops it if necessary, waits for it, and resolves to a description of the work done. Rejects if it failed. */
  finish(): Promise<string>;
  /** How long it took, once it has finished. */
  seconds?(): number;
};

/** Repeats `step` until `finish` is called. */
export function repeatUntilFinished(
  step: () => Promise<void>,
  describe: (seconds: number) => string,
): RunningDisturbance {
  const startedAt = performance.now();
  const state = { isWanted: true };
  const run = async () => {
    while (state.isWanted) await step();
  };
  const running = run();
  // `finish` reports the error. Until then, nothing awaits it.
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
