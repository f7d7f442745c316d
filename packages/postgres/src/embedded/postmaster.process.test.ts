import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { executeStatement } from "@caretype/db/connection";
import { startChild } from "@caretype/test-database/child";
import { afterAll, describe, expect, it, vi } from "vitest";
import { startEmbeddedPostgres } from "./index.ts";
import { readPostmaster, runningServer, stopPostmaster } from "./postmaster.ts";
import { isRunning } from "./process-identity.ts";
import { childrenOf } from "./processes.ts";

const parent = mkdtempSync(path.join(tmpdir(), "caretype-postmaster-"));
const directory = path.join(parent, "postgres");
const data = path.join(directory, "cluster");
const settings = { directory, durable: false };
const postmasterPid = () => readPostmaster(data)?.pid ?? 0;
const numberFrom = async (url: string) => [...(await executeStatement(url, "select 1 as one"))];

afterAll(async () => {
  const pid = postmasterPid();
  if (pid && isRunning(pid)) for (const name of ["SIGCONT", "SIGQUIT"] as const) process.kill(pid, name);
  await pause(100);
  rmSync(parent, { recursive: true, force: true });
});

const pidIn = async (child: ChildProcess) => Number(child.stdout && (await text(child.stdout)));

describe.runIf(process.platform === "linux")("a server that does not end", () => {
  it("is killed with its children if it ignores signals", async () => {
    const stubborn = spawn("/bin/sh", [
      "-c",
      `trap "" INT QUIT; sleep 60 >/dev/null & echo $!; exec >&-; while :; do sleep 0.05 2>/dev/null; done`,
    ]);
    const child = await pidIn(stubborn);
    const server = runningServer(stubborn.pid ?? 0, 0);
    const timeouts = { INT: 100, QUIT: 100, KILL: 3_000 };
    await stopPostmaster(server, { mode: "fast", binaries: "", timeouts });
    expect(isRunning(server.pid)).toBe(false);
    await vi.waitFor(() => expect(isRunning(child)).toBe(false));
  });

  it.each([
    ["it", () => postmasterPid()],
    ["one of its children", () => childrenOf(postmasterPid())[0] ?? 0],
  ])("ends if %s is stopped by a signal", async (_what, pidOf) => {
    const database = await startEmbeddedPostgres(settings);
    process.kill(pidOf(), "SIGSTOP");
    await database.stop();
    expect(postmasterPid()).toBe(0);
  });

  it("is replaced by the next start", async () => {
    const owner = await startChild(`say(await embedded.startEmbeddedPostgres(${JSON.stringify(settings)}));`);
    const left = postmasterPid();
    process.kill(left, "SIGSTOP");
    await owner.kill("SIGKILL");
    const database = await startEmbeddedPostgres(settings);
    expect([database.adopted, isRunning(left)]).toEqual([false, false]);
    expect(await numberFrom(database.url)).toEqual([{ one: 1 }]);
    await database.stop();
  });

  it("is found by its folder if its pid file is broken", async () => {
    const owner = await startChild(`say(await embedded.startEmbeddedPostgres(${JSON.stringify(settings)}));`);
    const left = postmasterPid();
    writeFileSync(path.join(data, "postmaster.pid"), "");
    await owner.kill("SIGKILL");
    const database = await startEmbeddedPostgres(settings);
    expect(isRunning(left)).toBe(false);
    expect(await numberFrom(database.url)).toEqual([{ one: 1 }]);
    await database.stop();
  });
});
