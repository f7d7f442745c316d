import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { memoryFolderVariable } from "./fast-folder.ts";
import { processesIn } from "./processes-of-run.ts";
import { clusterVariable } from "./test-database.ts";

const workspace = path.join(import.meta.dirname, "../../..");
const vitest = path.join(createRequire(import.meta.url).resolve("vitest/package.json"), "../vitest.mjs");

/** Starts a run of its own, with its folders in the given one. */
function startRun(folder: string): ChildProcess {
  const env = { ...process.env, TMPDIR: folder, [memoryFolderVariable]: folder };
  Reflect.deleteProperty(env, clusterVariable);
  const words = [vitest, "run", "--project", "extended", "packages/db/src/open-database.extended.test.ts"];
  const child = spawn(process.execPath, words, { cwd: workspace, env, stdio: "ignore" });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

test.runIf(process.platform === "linux")(
  "a run whose main process alone gets SIGINT ends its database, and removes its folders",
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "interrupted-run-"));
    const run = startRun(folder);
    const exited = once(run, "exit");
    const databases = () => processesIn(folder).filter(({ name }) => name === "postgres");
    await vi.waitUntil(() => databases().length > 0);
    run.kill("SIGINT");
    await exited;
    expect(processesIn(folder)).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  },
);
