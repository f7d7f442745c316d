import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { TestBed } from "../bed/test-bed.ts";
import { decimals } from "../markdown.ts";
import { caretypeEnvironment, serverProgram } from "../peer/caretype.ts";
import type { UnderWay } from "./disturbance.ts";

/** Runs a command beside the server, as an administrator would, until it ends by itself. */
export function commandUnderWay(bed: TestBed, command: readonly string[]): UnderWay {
  const environment = { PATH: process.env.PATH ?? "", ...caretypeEnvironment(bed) };
  const startedAt = performance.now();
  let isRunning = true;
  let seconds = 0;
  const all = [serverProgram, ...command, "--account", bed.account.email];
  const ended = promisify(execFile)(process.execPath, all, { env: environment }).finally(() => {
    isRunning = false;
    seconds = (performance.now() - startedAt) / 1000;
  });
  ended.catch(() => undefined);
  return {
    isRunning: () => isRunning,
    finish: async () => {
      await ended;
      return `done in ${decimals(seconds, 1)} s`;
    },
  };
}
