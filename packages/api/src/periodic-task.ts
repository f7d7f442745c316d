export type PeriodicTask = { stop(): Promise<void> };

/** Makes a round at once and then every so many milliseconds, never two at a time; `stop` waits for the one under way. */
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
