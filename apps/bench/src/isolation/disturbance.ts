import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { promisify } from "node:util";
import type { BenchEnvironment } from "../environment/bench-environment.ts";
import { formatDecimals } from "../markdown.ts";
import { caretypeEnv, serverProgram } from "../peer/caretype.ts";

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

/** A program that keeps one core busy, at the priority of Caretype's own background work. It shows what the machine's cores cost. */
export const busyProgram: Disturbance = {
  name: "a busy loop of another program",
  async start() {
    const program = spawn(process.execPath, ["-e", "os.setPriority(10); for (;;);"], { stdio: "ignore" });
    const ended = once(program, "exit");
    return {
      isRunning: () => program.exitCode === null,
      async finish() {
        program.kill("SIGKILL");
        await ended;
        return "nothing";
      },
    };
  },
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

/** Runs a command beside the server, as an administrator would, until it ends by itself. */
export function startCommand(environment: BenchEnvironment, command: readonly string[]): RunningDisturbance {
  const env = { PATH: process.env.PATH ?? "", ...caretypeEnv(environment) };
  const startedAt = performance.now();
  let isRunning = true;
  let seconds = 0;
  const all = [serverProgram, ...command];
  const ended = promisify(execFile)(process.execPath, all, { env }).finally(() => {
    isRunning = false;
    seconds = (performance.now() - startedAt) / 1000;
  });
  ended.catch(() => undefined);
  return {
    isRunning: () => isRunning,
    seconds: () => seconds,
    finish: async () => {
      await ended;
      return `done in ${formatDecimals(seconds, 1)} s`;
    },
  };
}
