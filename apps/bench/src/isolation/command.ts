import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { BenchEnvironment } from "../environment/bench-environment.ts";
import { formatDecimals } from "../markdown.ts";
import { caretypeEnv, serverProgram } from "../peer/caretype.ts";
import type { RunningDisturbance } from "./disturbance.ts";

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
