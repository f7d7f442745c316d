import { setTimeout as pause } from "node:timers/promises";
import { isAlive, type RunningServer } from "./postmaster.ts";

type Supervision = {
  /** Starts the server on its old port. If the signal aborts, the start is undone. */
  restart(port: number, signal: AbortSignal): Promise<RunningServer>;
  /** Called after each restart. Gets the error if it failed and will be retried. */
  onRestart?: ((error?: unknown) => void) | undefined;
};

/** On systems other than Linux, each check starts a process. */
const lookMilliseconds = process.platform === "linux" ? 500 : 2_000;
const maxPauseMilliseconds = 10_000;

/** Restarts a server whenever it dies, until `end` is called. The port stays the same, because its URL is in use. */
export function supervise(first: RunningServer, { restart, onRestart }: Supervision) {
  const stopping = new AbortController();
  const { signal } = stopping;
  let server = first;

  async function startAgain() {
    for (let wait = lookMilliseconds; !signal.aborted; wait = Math.min(wait * 2, maxPauseMilliseconds)) {
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
      if (isKnownDead(server)) await startAgain();
      await patiently(lookMilliseconds, signal);
    }
  }

  const watching = watch();
  return {
    /** The current or last server. */
    current: () => server,
    /** Resolves to the last server, which is no longer restarted. */
    end: async () => {
      stopping.abort();
      await watching;
      return server;
    },
  };
}

/** Also false if unknown, because no file descriptor is left for the check. */
function isKnownDead(server: RunningServer): boolean {
  try {
    return !isAlive(server);
  } catch {
    return false;
  }
}

/** Waits without keeping the process alive. */
const patiently = (milliseconds: number, signal: AbortSignal) =>
  pause(milliseconds, undefined, { ref: false, signal }).catch(() => undefined);
