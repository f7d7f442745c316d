import { existsSync, readlinkSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { startChild } from "../../test/child.ts";
import { administer } from "./administer.ts";
import { startThrowawayCluster } from "./index.ts";
import { isRunning } from "./process-identity.ts";

describe("a throw-away cluster", () => {
  it("clones databases, beside another, and leaves nothing behind", async () => {
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

  it.runIf(process.platform === "linux")(
    "ends, and its folder goes, when its process is killed",
    async () => {
      const owner = await startChild(`const cluster = await embedded.startThrowawayCluster();
      say({ url: cluster.url });`);
      const { url } = JSON.parse(owner.said[0] ?? "");
      const [row] = await administer(url, "select pg_read_file('postmaster.pid') as file");
      const server = Number(String(row?.file).split("\n")[0]);
      const folder = path.dirname(readlinkSync(`/proc/${server}/cwd`));
      await owner.kill("SIGKILL");
      await vi.waitFor(() => {
        expect(isRunning(server)).toBe(false);
        expect(existsSync(folder)).toBe(false);
      }, 3_000);
    },
  );
});
