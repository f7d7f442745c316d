export type PeriodicTask = { stop(): Promise<void> };

/** Runs `round` now and at each interval, never concurrently. `stop` waits for a running round. */
export function startPeriodicTask(
  round: () => Promise<void>,
  { onFailure, milliseconds }: { onFailure: (error: unknown) => void; milliseconds: number },
): PeriodicTask {
  let running: Promise<void> | undefined;
  const begin = () => {
    running ??= round()
      .catch(onFailure)
      .finally(() => {
        running = undefined;
      });
  };
  const timer = setInterval(begin, milliseconds);
  timer.unref();
  begin();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
