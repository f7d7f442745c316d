import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { executeStatement } from "@caretype/db/connection";
import { startChild } from "@caretype/test-database/child";
import { afterAll, describe, expect, it } from "vitest";
import { attachEmbeddedPostgres, DataFolderRefused, startEmbeddedPostgres } from "./index.ts";
import { majorOfBinaries } from "./major-version.ts";
import { isSamePlace } from "./place.ts";
import { readPostmaster } from "./postmaster.ts";

const parent = mkdtempSync(path.join(tmpdir(), "caretype-data-folder-"));
const directory = path.join(parent, "postgres");
const versionFile = path.join(directory, "cluster", "PG_VERSION");

afterAll(() => rmSync(parent, { recursive: true, force: true }));

describe("a data folder of another major version of PostgreSQL", () => {
  it("is refused unchanged, with both versions and the commands that move the records", async () => {
    await (await startEmbeddedPostgres({ directory, durable: false })).stop();
    const own = majorOfBinaries();
    expect(readFileSync(versionFile, "utf8")).toBe(`${own}\n`);
    writeFileSync(versionFile, "17\n");
    rmSync(path.join(directory, "password"));
    const start = startEmbeddedPostgres({ directory, durable: false });
    await expect(start).rejects.toThrow(DataFolderRefused);
    for (const part of [
      `is of PostgreSQL 17, but this version of Caretype has PostgreSQL ${own}`,
      "caretype backup moving.backup",
      `${directory} to ${directory}-17`,
      "caretype restore moving.backup",
    ])
      await expect(start).rejects.toThrow(part);
    expect(existsSync(path.join(directory, "password"))).toBe(false);

    writeFileSync(versionFile, `${own}\n`);
    await (await startEmbeddedPostgres({ directory, durable: false })).stop();
  });

  it("is refused if its version cannot be read", async () => {
    rmSync(versionFile);
    await expect(startEmbeddedPostgres({ directory, durable: false })).rejects.toThrow("is incomplete");
  });
});

it.runIf(process.platform === "linux")("a folder that cannot be created is refused at once", async () => {
  const start = startEmbeddedPostgres({ directory: "/proc/none/data/postgres" });
  await expect(start).rejects.toMatchObject({ code: "ENOENT", syscall: "mkdir", path: "/proc/none" });
});

describe("a copy of a data folder", () => {
  const original = path.join(parent, "original");
  const start = (folder: string) => startEmbeddedPostgres({ directory: folder, durable: false });

  it("is refused if its server ran meanwhile, until somebody vouches for it", async () => {
    const server = await start(original);
    await executeStatement(server.url, "create table kept as select 7 as id");
    const copy = copyOf(original, "running");
    // Its lock and pid file name the original's process, which is alive.
    await expect(attachEmbeddedPostgres({ directory: copy })).rejects.toThrow(DataFolderRefused);
    await expect(start(copy)).rejects.toThrow("is a copy that was not made after a clean stop");
    await server.stop();
    await expect(start(copy)).rejects.toThrow(`remove ${path.join(copy, "place.json")} and start again`);
    rmSync(path.join(copy, "place.json"));
    // Its owner is this process, which is alive.
    rmSync(path.join(copy, "owner.lock"));
    await expectKept(copy);
  });

  it("is accepted after a clean stop, unless files are missing or mixed", async () => {
    await expectKept(copyOf(original, "stopped"));
    const short = copyOf(original, "short");
    rmSync(path.join(short, "cluster", "base", "1", "2619"));
    await expect(start(short)).rejects.toThrow("is not whole: base/1/2619 is missing.");
    const mixed = copyOf(original, "mixed");
    await expectKept(original);
    const control = path.join("cluster", "global", "pg_control");
    cpSync(path.join(original, control), path.join(mixed, control));
    await expect(start(mixed)).rejects.toThrow("is a copy that was not made after a clean stop");
  });

  it("is not what a crash leaves, also under another name and with changed modes", async () => {
    const moved = path.join(parent, "moved");
    const owner = await startChild(
      `say(await embedded.startEmbeddedPostgres({ directory: ${JSON.stringify(original)}, durable: false }));`,
    );
    await owner.kill("SIGKILL");
    process.kill(readPostmaster(path.join(original, "cluster"))?.pid ?? 0, "SIGKILL");
    renameSync(original, moved);
    for (const name of ["PG_VERSION", "base/1/PG_VERSION", "postgresql.conf"])
      chmodSync(path.join(moved, "cluster", name), 0o640);
    await expectKept(moved);
  });

  it("is not what remains after its cluster was removed", async () => {
    const emptied = copyOf(path.join(parent, "moved"), "emptied");
    rmSync(path.join(emptied, "cluster"), { recursive: true });
    const server = await start(emptied);
    await expect(executeStatement(server.url, "select from kept")).rejects.toThrow("does not exist");
    await server.stop();
  });

  function copyOf(folder: string, name: string): string {
    const copy = path.join(parent, name);
    cpSync(folder, copy, { recursive: true });
    const data = path.join(copy, "cluster");
    chmodSync(data, 0o700);
    return copy;
  }

  async function expectKept(folder: string) {
    const server = await start(folder);
    expect([...(await executeStatement(server.url, "select id from kept"))]).toEqual([{ id: 7 }]);
    await server.stop();
  }
});

describe("the place of a data folder", () => {
  const known = { PG_VERSION: { inode: "1", changed: "1700000000123456789" } };
  it.each([
    { what: "the same after inodes were numbered anew", inode: "2", changed: "1700000000123456789" },
    { what: "the same after a change of owners", inode: "1", changed: "1800000000000000000" },
    { what: "the same if times are cut to seconds", inode: "2", changed: "1700000000000000000" },
    { what: "another one if both differ", inode: "2", changed: "1800000000000000000", isOther: true },
  ])("is $what", ({ inode, changed, isOther = false }) => {
    expect(isSamePlace(known, { PG_VERSION: { inode, changed } })).toBe(!isOther);
  });
});
