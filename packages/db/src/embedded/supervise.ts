import { setTimeout as pause } from "node:timers/promises";
import { lives, type RunningServer } from "./postmaster.ts";

type Supervision = {
  /** Starts it on the port that it had. Heeds the signal: a start that is no longer wanted is undone. */
  restart(port: number, signal: AbortSignal): Promise<RunningServer>;
  /** After each restart; with the error when it failed and will be tried again. */
  onRestart?: ((error?: unknown) => void) | undefined;
};

/** Elsewhere than on Linux a look costs a process. */
const lookMilliseconds = process.platform === "linux" ? 500 : 2_000;
const longestPauseMilliseconds = 10_000;

/**
 * Starts a server again whenever it dies, until the returned function is called, which resolves to the
 * server as it is then. It keeps its port, because its URL was given away.
 */
export function keepRunning(first: RunningServer, { restart, onRestart }: Supervision) {
  const stopping = new AbortController();
  const { signal } = stopping;
  let server = first;

  async function startAgain() {
    for (let wait = lookMilliseconds; !signal.aborted; wait = Math.min(wait * 2, longestPauseMilliseconds)) {
      try {
        server = await restart(server.port, signal);
        onRestart?.();
        return;
      } catch (error) {
        if (signal.aborted) return;
        onRestart?.(error);
      }
      await patiently(wait, signal);
    }
  }

  async function watch() {
    while (!signal.aborted) {
      if (!lives(server)) await startAgain();
      await patiently(lookMilliseconds, signal);
    }
  }

  const watching = watch();
  return async () => {
    stopping.abort();
    await watching;
    return server;
  };
}

/** Keeps no process alive that has nothing else to do. */
const patiently = (milliseconds: number, signal: AbortSignal) =>
  pause(milliseconds, undefined, { ref: false, signal }).catch(() => undefined);
