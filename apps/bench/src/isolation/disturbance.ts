import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { promisify } from "node:util";
import type { BenchEnvironment } from "../environment/bench-environment.ts";
import { formatDecimals } from "../markdown.ts";
import { caretypeEnv, serverProgram } from "../peer/caretype.ts";

export type Disturbance = {
  name: string;
  rows?: number;
  start(): Promise<RunningDisturbance>;
};

export type RunningDisturbance = {
  isRunning(): boolean;
  /** Stops the load if necessary, waits for it, and describes the work done. Rejects if it failed. */
  finish(): Promise<string>;
  /** The duration, once it has finished. */
  seconds?(): number;
};

/**
 * Keeps every core busy at the lowest priority. Shows the machine's own share of a slowdown: a kernel may delay a
 * woken process until the next tick of its clock, often 4 ms.
 */
export const busyCores: Disturbance = {
  name: "a busy loop of another program on each core, at the lowest priority",
  async start() {
    const command = "os.setPriority(19); for (;;);";
    const programs = Array.from({ length: availableParallelism() }, () =>
      spawn(process.execPath, ["-e", command], { stdio: "ignore" }),
    );
    return {
      isRunning: () => programs.every(({ exitCode }) => exitCode === null),
      async finish() {
        await Promise.all(
          programs.map((program) => {
            program.kill("SIGKILL");
            return once(program, "exit");
          }),
        );
        return "nothing";
      },
    };
  },
};

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
  // `finish` reports the error. Until then, nothing awaits this promise.
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

/** Runs a command on the server's machine until it exits. */
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
