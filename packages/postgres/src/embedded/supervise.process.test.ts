import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { executeStatement } from "@caretype/db/connection";
import { startChild } from "@caretype/test-database/child";
import { afterAll, describe, expect, it, vi } from "vitest";
import { startEmbeddedPostgres } from "./index.ts";
import { readPostmaster } from "./postmaster.ts";
import { isRunning } from "./process-identity.ts";

const parent = mkdtempSync(path.join(tmpdir(), "caretype-supervise-"));
const directory = path.join(parent, "postgres");
const data = path.join(directory, "cluster");
const settings = { directory, durable: false };
const postmasterPid = () => readPostmaster(data)?.pid ?? 0;

afterAll(async () => {
  const pid = postmasterPid();
  if (pid && isRunning(pid)) process.kill(pid, "SIGQUIT");
  await pause(100);
  rmSync(parent, { recursive: true, force: true });
});

describe("a server that dies while its owner lives", () => {
  it("is restarted on its port each time it dies, but not after a stop", async () => {
    const restarts: unknown[] = [];
    const database = await startEmbeddedPostgres({
      ...settings,
      onRestart: (error) => restarts.push(error),
    });
    await executeStatement(database.url, "create table kept (note text); insert into kept values ('kept')");
    for (const _ of [1, 2]) {
      process.kill(postmasterPid(), "SIGKILL");
      await vi.waitFor(async () =>
        expect([...(await executeStatement(database.url, "select note from kept"))]).toEqual([
          { note: "kept" },
        ]),
      );
    }
    await vi.waitFor(() => expect(restarts.filter((error) => error === undefined)).toHaveLength(2));
    await database.stop();
    await pause(700);
    expect(postmasterPid()).toBe(0);
  });

  it("is restarted after it was adopted, and a stop waits for a pending start", async () => {
    const owner = await startChild(`say(await embedded.startEmbeddedPostgres(${JSON.stringify(settings)}));`);
    await owner.kill("SIGKILL");
    const database = await startEmbeddedPostgres(settings);
    expect(database.adopted).toBe(true);
    const first = postmasterPid();
    process.kill(first, "SIGKILL");
    await vi.waitFor(() => expect([0, first]).not.toContain(postmasterPid()));
    const second = postmasterPid();
    await database.stop();
    expect(isRunning(second)).toBe(false);
    expect(postmasterPid()).toBe(0);
  });
});
