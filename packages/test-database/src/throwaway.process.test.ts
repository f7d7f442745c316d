import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { executeStatement } from "@caretype/db/connection";
import { isRunning } from "@caretype/postgres/embedded/process-identity";
import { describe, expect, it, vi } from "vitest";
import { startChild } from "./child.ts";
import { fastFolder } from "./fast-folder.ts";
import { startThrowawayCluster } from "./throwaway.ts";

const isLinux = process.platform === "linux";

describe("a throw-away cluster", () => {
  it("clones databases, runs beside another cluster, and leaves nothing behind", async () => {
    const [one, two] = await Promise.all([startThrowawayCluster(), startThrowawayCluster()]);
    expect(one.url).not.toBe(two.url);
    const template = await one.createDatabase("template");
    await executeStatement(template, "create table t (id int); insert into t values (7)");
    const clones = await Promise.all(["a", "b"].map((name) => one.createDatabase(name, "template")));
    for (const clone of clones)
      expect([...(await executeStatement(clone, "select id from t"))]).toEqual([{ id: 7 }]);
    await one.dropDatabase("a");
    await expect(executeStatement(clones[0] ?? "", "select 1")).rejects.toThrow();
    await two.stop();
    expect([...(await executeStatement(one.url, "select 1 as one"))]).toEqual([{ one: 1 }]);
    const [row] = await executeStatement(one.url, "select pg_backend_pid() as pid");
    await one.stop();
    expect(isRunning(Number(row?.pid))).toBe(false);
  });

  it("starts with a snapshot of another, which goes on", async () => {
    const one = await startThrowawayCluster();
    const data = path.join(mkdtempSync(path.join(tmpdir(), "snapshot-")), "data");
    const original = await one.createDatabase("kept");
    await executeStatement(original, "create table t (id int); insert into t values (7)");
    await one.copyTo(data);
    const two = await startThrowawayCluster({ snapshot: { data, password: one.password } });
    const copy = Object.assign(new URL(two.url), { pathname: "/kept" }).href;
    await executeStatement(copy, "insert into t values (8)");
    expect([...(await executeStatement(copy, "select id from t order by id"))]).toEqual([
      { id: 7 },
      { id: 8 },
    ]);
    expect([...(await executeStatement(original, "select id from t"))]).toEqual([{ id: 7 }]);
    await Promise.all([one.stop(), two.stop()]);
  });

  it.runIf(isLinux)("ends and is removed if its process is killed", async () => {
    const { owner, server, folder } = await startOwner();
    await owner.kill("SIGKILL");
    expect(path.dirname(folder)).toBe(fastFolder());
    await vi.waitFor(() => {
      expect(isRunning(server)).toBe(false);
      expect(existsSync(folder)).toBe(false);
    });
  });

  it.runIf(isLinux)("is removed by the next start if its watchdog was killed with its process", async () => {
    const { owner, server, folder } = await startOwner();
    process.kill(watchdogOf(folder), "SIGKILL");
    await owner.kill("SIGKILL");
    expect(isRunning(server)).toBe(true);
    await (await startThrowawayCluster()).stop();
    expect(isRunning(server)).toBe(false);
    expect(existsSync(folder)).toBe(false);
  });
});

async function startOwner() {
  const owner = await startChild(`
    const { startThrowawayCluster } = await import(${JSON.stringify(import.meta.resolve("./throwaway.ts"))});
    say((await startThrowawayCluster()).url);`);
  const url: string = JSON.parse(owner.output[0] ?? "");
  const [row] = await executeStatement(
    url,
    "select split_part(pg_read_file('postmaster.pid'), e'\\n', 1) as pid",
  );
  const server = Number(row?.pid);
  return { owner, server, folder: path.dirname(readlinkSync(`/proc/${server}/cwd`)) };
}

function watchdogOf(folder: string): number {
  const lines = execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" }).split("\n");
  return Number.parseInt(lines.find((line) => line.includes("watchdog") && line.endsWith(folder)) ?? "", 10);
}
