export type PeriodicTask = {
  /** Runs a round that begins from now on, and waits for its end. Failures are reported as those of other rounds. */
  runNow(): Promise<void>;
  stop(): Promise<void>;
};

type TaskSettings = {
  onFailure: (error: unknown) => void;
  milliseconds: number;
  /** Whether the first round begins at once. Default true. */
  beginsNow?: boolean;
};

/** Runs `round` now and at each interval, never concurrently. `stop` waits for a running round. */
export function startPeriodicTask(
  round: () => Promise<void>,
  { onFailure, milliseconds, beginsNow = true }: TaskSettings,
): PeriodicTask {
  let running: Promise<void> | undefined;
  const begin = () => {
    running ??= round()
      .catch(onFailure)
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  const timer = setInterval(() => void begin(), milliseconds);
  timer.unref();
  if (beginsNow) void begin();
  return {
    runNow: async () => {
      await running;
      await begin();
    },
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
