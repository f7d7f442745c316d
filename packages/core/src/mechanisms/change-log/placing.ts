import { createChangePlacer, type DatabaseHandle } from "@caretype/db";
import { type PeriodicTask, startPeriodicTask } from "../../kernel/procedure/periodic-task.ts";

/** Also places the changes of other processes and of commands, and those after a failure. */
const roundMilliseconds = 250;
/** Changes of this time are placed together. */
const gatherMilliseconds = 20;

export type Placing = {
  /** Called after a commit that may have changed records. Does nothing before `start`. */
  soon(): void;
  start(): void;
  /** Places all committed changes now. */
  maintain(): Promise<void>;
  close(): Promise<void>;
};

/** Gives committed changes their place in the log, from which events are read. */
export function placeChanges(
  database: Pick<DatabaseHandle, "isolatedAppender">,
  onFailure: (error: unknown) => void,
): Placing {
  const place = createChangePlacer(database);
  let task: PeriodicTask | undefined;
  let timer: NodeJS.Timeout | undefined;
  const soon = () => {
    if (!task || timer) return;
    timer = setTimeout(() => {
      timer = undefined;
      void task?.runNow();
    }, gatherMilliseconds);
    timer.unref();
  };
  async function round() {
    let outcome = await place();
    while (outcome === "some") outcome = await place();
    // The other process may have begun before the newest commit.
    if (outcome === "busy") soon();
  }
  return {
    soon,
    start() {
      task ??= startPeriodicTask(round, { name: "changes", onFailure, milliseconds: roundMilliseconds });
    },
    maintain: async () => (task ? await task.runNow() : await round()),
    close: async () => {
      clearTimeout(timer);
      const running = task;
      task = undefined;
      await running?.stop();
    },
  };
}
