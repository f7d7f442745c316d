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
  /** When a failed round is retried, and twice as late after each further failure. Default: at the next interval. */
  retryMilliseconds?: number | undefined;
};

/** Runs `round` now and at each interval, never concurrently. `stop` waits for a running round. */
export function startPeriodicTask(
  round: () => Promise<void>,
  { onFailure, milliseconds, beginsNow = true, retryMilliseconds = milliseconds }: TaskSettings,
): PeriodicTask {
  let running: Promise<void> | undefined;
  let isStopped = false;
  let untilRetry = retryMilliseconds;
  let retry: NodeJS.Timeout | undefined;
  const onEnd = (hasFailed: boolean) => {
    running = undefined;
    if (!hasFailed) untilRetry = retryMilliseconds;
    // The interval comes first.
    if (!hasFailed || isStopped || untilRetry >= milliseconds) return;
    retry = setTimeout(() => void begin(), untilRetry);
    retry.unref();
    untilRetry *= 2;
  };
  const begin = () => {
    clearTimeout(retry);
    running ??= round().then(
      () => onEnd(false),
      (error: unknown) => {
        onEnd(true);
        onFailure(error);
      },
    );
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
      isStopped = true;
      clearInterval(timer);
      clearTimeout(retry);
      await running;
    },
  };
}
