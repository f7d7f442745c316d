import { execFileSync } from "node:child_process";
import { existsSync, readlinkSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { startChild } from "../../test/child.ts";
import { administer } from "./administer.ts";
import { startThrowawayCluster } from "./index.ts";
import { isRunning } from "./process-identity.ts";

const isLinux = process.platform === "linux";

describe("a throw-away cluster", () => {
  it("clones databases, runs beside another cluster, and leaves nothing behind", async () => {
    const [one, two] = await Promise.all([startThrowawayCluster(), startThrowawayCluster()]);
    expect(one.url).not.toBe(two.url);
    const template = await one.createDatabase("template");
    await administer(template, "create table t (id int); insert into t values (7)");
    const clones = await Promise.all(["a", "b"].map((name) => one.createDatabase(name, "template")));
    for (const clone of clones)
      expect([...(await administer(clone, "select id from t"))]).toEqual([{ id: 7 }]);
    await one.dropDatabase("a");
    await expect(administer(clones[0] ?? "", "select 1")).rejects.toThrow();
    await two.stop();
    expect([...(await administer(one.url, "select 1 as one"))]).toEqual([{ one: 1 }]);
    const [row] = await administer(one.url, "select pg_backend_pid() as pid");
    await one.stop();
    expect(isRunning(Number(row?.pid))).toBe(false);
  });

  it.runIf(isLinux)("ends and is removed if its process is killed", async () => {
    const { owner, server, folder } = await startOwner();
    await owner.kill("SIGKILL");
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
  const owner = await startChild("const { url } = await embedded.startThrowawayCluster(); say(url);");
  const url: string = JSON.parse(owner.said[0] ?? "");
  const [row] = await administer(url, "select split_part(pg_read_file('postmaster.pid'), e'\\n', 1) as pid");
  const server = Number(row?.pid);
  return { owner, server, folder: path.dirname(readlinkSync(`/proc/${server}/cwd`)) };
}

function watchdogOf(folder: string): number {
  const lines = execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" }).split("\n");
  return Number.parseInt(lines.find((line) => line.includes("watchdog") && line.endsWith(folder)) ?? "", 10);
}
