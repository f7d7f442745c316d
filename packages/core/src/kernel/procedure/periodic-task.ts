export type PeriodicTask = {
  /** Requests a round that begins after this call, and waits for its end. Failures are reported like others. */
  runNow(): Promise<void>;
  stop(): Promise<void>;
};

/** A task has failed several times in a row. Further failures are not reported until a run succeeds. */
export class TaskKeepsFailing extends Error {
  override readonly name = "TaskKeepsFailing";
}

/** Failures in a row after which a task counts as failing. */
const severalFailures = 3;

/** The failing tasks of this process, with the number of failures in a row. */
export const failingTasks = new Map<string, number>();

type TaskSettings = {
  /** The task's name in metrics and in the log. */
  name: string;
  onFailure: (error: unknown) => void;
  milliseconds: number;
  /** Whether the first round begins at once. Default true. */
  beginsNow?: boolean;
  /** Delay of the first retry, doubled after each further failure. Default: the next interval. */
  retryMilliseconds?: number | undefined;
};

/** Runs `round` now and at each interval, never concurrently. `stop` waits for a running round. */
export function startPeriodicTask(
  round: () => Promise<void>,
  { name, onFailure, milliseconds, beginsNow = true, retryMilliseconds = milliseconds }: TaskSettings,
): PeriodicTask {
  let failures = 0;
  let running: Promise<void> | undefined;
  let isStopped = false;
  let untilRetry = retryMilliseconds;
  let retry: NodeJS.Timeout | undefined;
  const onEnd = (hasFailed: boolean) => {
    running = undefined;
    failures = hasFailed ? failures + 1 : 0;
    if (failures >= severalFailures) failingTasks.set(name, failures);
    else failingTasks.delete(name);
    if (!hasFailed) untilRetry = retryMilliseconds;
    // The next interval comes before the retry.
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
        if (failures < severalFailures) onFailure(error);
        else if (failures === severalFailures)
          onFailure(new TaskKeepsFailing(`The task "${name}" fails on every run.`, { cause: error }));
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
      failingTasks.delete(name);
      await running;
    },
  };
}
