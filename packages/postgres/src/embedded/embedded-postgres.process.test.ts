import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { migrate } from "@caretype/db";
import { executeStatement } from "@caretype/db/connection";
import { startChild } from "@caretype/test-database/child";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, test, vi } from "vitest";
import { binariesFor } from "./binaries.ts";
import {
  attachEmbeddedPostgres,
  attachOrStartPostgres,
  DirectoryInUse,
  startEmbeddedPostgres,
} from "./index.ts";
import { runStatements } from "./initialise.ts";
import { readPostmaster } from "./postmaster.ts";
import { isRunning, machineIdentity } from "./process-identity.ts";
import { serverUser } from "./server-user.ts";

const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65_534, gid: 65_534, cwd: "/", env: {} };

/** False below a folder of mode 0700, where another user can reach neither Node nor the sources. */
function canRunThis(user: typeof nobody): boolean {
  const look = `require("node:fs").accessSync(${JSON.stringify(import.meta.filename)})`;
  return spawnSync(process.execPath, ["-e", look], user).status === 0;
}

/** Mode 0700, like root's home. */
const parent = mkdtempSync(path.join(tmpdir(), "caretype-embedded-"));
const directory = path.join(parent, "data", "postgres");
const data = path.join(directory, "cluster");
const script = `say(await embedded.startEmbeddedPostgres({ directory: ${JSON.stringify(directory)} }));`;

const postmasterPid = () => readPostmaster(data)?.pid ?? 0;
const uidOf = (pid: number) =>
  Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);

afterAll(async () => {
  const pid = postmasterPid();
  if (pid && isRunning(pid)) process.kill(pid, "SIGQUIT");
  await pause(100);
  rmSync(parent, { recursive: true, force: true });
});

describe("the embedded database", () => {
  const languages = ["LANG", "LC_ALL", "LC_CTYPE"].map((name) => [name, process.env[name]] as const);
  beforeAll(() => {
    for (const [name] of languages) delete process.env[name];
  });
  afterAll(() => {
    for (const [name, value] of languages) if (value !== undefined) process.env[name] = value;
  });

  it("is a durable UTF-8 database, reachable only from this machine, with a password", async () => {
    const database = await startEmbeddedPostgres({ directory });
    const settings = [
      "server_encoding",
      "fsync",
      "synchronous_commit",
      "full_page_writes",
      "listen_addresses",
    ];
    const columns = [...settings, "is_superuser"].map((name) => `current_setting('${name}') as ${name}`);
    const [row] = await executeStatement(
      database.url,
      `select ${columns.join()}, current_database() as name, lower('ÄÉΩ') as lower`,
    );
    expect(row).toEqual({
      server_encoding: "UTF8",
      fsync: "on",
      synchronous_commit: "on",
      full_page_writes: "on",
      listen_addresses: "127.0.0.1",
      is_superuser: "off",
      name: "caretype",
      lower: "äéω",
    });
    await expect(executeStatement(database.url.replace(/:[^:@]+@/, ":wrong@"), "select 1")).rejects.toThrow();
    expect(statSync(path.join(directory, "password")).mode & 0o777).toBe(0o600);
    if (isRoot) expect(uidOf(postmasterPid())).not.toBe(0);
    await executeStatement(database.url, "create table kept (note text); insert into kept values ('kept')");
    await executeStatement(
      database.url,
      "create extension pg_trgm; create extension btree_gin; create extension btree_gist",
    );
    await database.stop();
    expect(existsSync(path.join(data, "postmaster.pid"))).toBe(false);
  });

  it("is migrated at its first start, and at later ones, without an ERROR in its log", async () => {
    const fresh = path.join(parent, "fresh");
    const database = await startEmbeddedPostgres({ directory: fresh });
    await migrate(database.url);
    await migrate(database.url);
    await database.stop();
    expect(readFileSync(path.join(fresh, "server.log"), "utf8")).not.toMatch(/ERROR|FATAL|PANIC/);
  });

  it("restarts, and keeps its data", async () => {
    const database = await startEmbeddedPostgres({ directory });
    expect(database.adopted).toBe(false);
    expect([...(await executeStatement(database.url, "select note from kept"))]).toEqual([{ note: "kept" }]);
    await database.stop();
  });

  it("tells a second start which process uses the folder, and lets a command attach", async () => {
    expect(await attachEmbeddedPostgres({ directory })).toBeUndefined();
    const database = await startEmbeddedPostgres({ directory });
    const second = startEmbeddedPostgres({ directory });
    await expect(second).rejects.toThrow(DirectoryInUse);
    await expect(second).rejects.toThrow(`pid ${process.pid}`);
    const attached = await attachEmbeddedPostgres({ directory });
    expect(attached?.url).toBe(database.url);
    await attached?.leave();
    await database.stop();
    expect(await attachEmbeddedPostgres({ directory })).toBeUndefined();
  });

  it("is left to a process that is attached, which stops it when it leaves", async () => {
    const database = await startEmbeddedPostgres({ directory });
    const attached = await attachEmbeddedPostgres({ directory });
    await database.leave();
    const server = postmasterPid();
    expect([...(await executeStatement(database.url, "select note from kept"))]).toEqual([{ note: "kept" }]);
    const next = await attachOrStartPostgres({ directory });
    await attached?.leave();
    expect(isRunning(server)).toBe(true);
    await next.leave();
    expect(isRunning(server)).toBe(false);
    expect(readdirSync(directory).filter((name) => /lock|hold|stopping/.test(name))).toEqual([]);
  });

  it("is stopped by the process that is attached, if its owner was killed", async () => {
    const owner = await startChild(script);
    const attached = await attachEmbeddedPostgres({ directory });
    await owner.kill("SIGKILL");
    const server = postmasterPid();
    expect(isRunning(server)).toBe(true);
    await attached?.leave();
    expect(isRunning(server)).toBe(false);
  });

  it("is stopped by its owner, if a process that was attached was killed", async () => {
    const database = await startEmbeddedPostgres({ directory });
    const server = postmasterPid();
    const attached = await startChild(
      `say(await embedded.attachEmbeddedPostgres({ directory: ${JSON.stringify(directory)} }));`,
    );
    await attached.kill("SIGKILL");
    await database.leave();
    expect(isRunning(server)).toBe(false);
    expect(readdirSync(directory).filter((name) => /lock|hold|stopping/.test(name))).toEqual([]);
  });

  it("is shared by all that start at once on a new folder, until the last of them leaves", async () => {
    const folder = path.join(parent, "shared");
    const all = await Promise.all(
      [1, 2, 3].map(() => attachOrStartPostgres({ directory: folder, durable: false })),
    );
    expect(new Set(all.map(({ url }) => url)).size).toBe(1);
    const server = readPostmaster(path.join(folder, "cluster"))?.pid ?? 0;
    for (const { url, leave } of all) {
      await executeStatement(url, "select 1");
      await leave();
    }
    expect(isRunning(server)).toBe(false);
  });

  it("is adopted after kill -9, but not while its owner lives", async () => {
    const owner = await startChild(script);
    await expect(startEmbeddedPostgres({ directory })).rejects.toThrow(`pid ${owner.pid}`);
    const attached = await attachEmbeddedPostgres({ directory });
    expect(attached).toBeDefined();
    await attached?.leave();
    const server = postmasterPid();
    await owner.kill("SIGKILL");
    expect(isRunning(server)).toBe(true);
    expect(await attachEmbeddedPostgres({ directory })).toBeUndefined();
    const database = await startEmbeddedPostgres({ directory });
    expect(database.adopted).toBe(true);
    expect(postmasterPid()).toBe(server);
    expect([...(await executeStatement(database.url, "select note from kept"))]).toEqual([{ note: "kept" }]);
    await database.stop();
    expect(isRunning(server)).toBe(false);
  });

  it("starts again if the server was killed too", async () => {
    const owner = await startChild(script);
    await owner.kill("SIGKILL");
    process.kill(postmasterPid(), "SIGKILL");
    const database = await startEmbeddedPostgres({ directory });
    expect(database.adopted).toBe(false);
    expect([...(await executeStatement(database.url, "select note from kept"))]).toEqual([{ note: "kept" }]);
    await database.stop();
  });

  it("recognizes pids that other processes have reused", async () => {
    // Run as another user if possible. `sleep`, because that user may not be able to reach our Node.
    const other = spawn("sleep", ["60"], isRoot ? nobody : {});
    await once(other, "spawn");
    const lines = [String(other.pid), data, 1, 5432, "", "127.0.0.1", "1 1", "ready"];
    writeFileSync(path.join(data, "postmaster.pid"), lines.join("\n"));
    const lock = { pid: other.pid, process: `${other.pid} 1`, machine: machineIdentity() };
    writeFileSync(path.join(directory, "owner.lock"), JSON.stringify(lock));
    const database = await startEmbeddedPostgres({ directory });
    expect(database.adopted).toBe(false);
    await database.stop();
    expect(other.exitCode).toBeNull();
    other.kill("SIGKILL");
  });

  it("ends with an owner that ends at once, unless a process is attached", async () => {
    const exits = 'process.on("SIGTERM", () => process.exit(130));';
    const held = await startChild(`${exits} ${script}`);
    const attached = await attachEmbeddedPostgres({ directory });
    await held.kill("SIGTERM");
    const pid = postmasterPid();
    expect([...(await executeStatement(attached?.url ?? "", "select 1 as one"))]).toEqual([{ one: 1 }]);
    await attached?.leave();
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false));

    const owner = await startChild(`${exits} ${script}`);
    const other = postmasterPid();
    await owner.kill("SIGTERM");
    await vi.waitFor(() => expect(isRunning(other)).toBe(false));
  });

  it("survives the Ctrl-C that its owner receives", async () => {
    const owner = await startChild(`process.on("SIGINT", () => say("interrupted")); ${script}`, {
      detached: true,
    });
    process.kill(-owner.pid, "SIGINT");
    while (owner.output.length < 2) await pause(5);
    await pause(100);
    expect(isRunning(postmasterPid())).toBe(true);
    await owner.kill("SIGKILL");
    await (await startEmbeddedPostgres({ directory })).stop();
  });

  it.each<[string, (file: string) => void]>([
    ["was lost", (file) => rmSync(file)],
    ["holds another one", (file) => writeFileSync(file, "another\n")],
    [
      "holds garbage",
      (file) => writeFileSync(file, Buffer.from([0xff, 0x2f, 0x40, 0, 0x25, 0x3a, 0x0a, 0x23])),
    ],
  ])("gets a new password if its file %s", async (_what, harm) => {
    harm(path.join(directory, "password"));
    const database = await startEmbeddedPostgres({ directory });
    expect([...(await executeStatement(database.url, "select note from kept"))]).toEqual([{ note: "kept" }]);
    await database.stop();
  });

  it("has the serving role, also in a cluster created before that role", async () => {
    const user = serverUser(data);
    const location = { data, binaries: await binariesFor(user), user };
    await runStatements(location, ["drop role caretype_server;"], { durable: false });
    for (const isOld of [false, true]) {
      if (isOld) rmSync(path.join(directory, "roles"));
      const database = await startEmbeddedPostgres({ directory });
      const taken = executeStatement(database.url, "set role caretype_server");
      if (isOld) await taken;
      else await expect(taken).rejects.toThrow("does not exist");
      await database.stop();
    }
  });
});

describe("a first start that was killed", () => {
  it("leaves nothing that breaks the next one", async () => {
    const folder = path.join(parent, "half");
    const starting = `say("starting"); await embedded.startEmbeddedPostgres({ directory: ${JSON.stringify(folder)}, durable: false });`;
    const owner = await startChild(starting);
    await pause(150);
    await owner.kill("SIGKILL");
    expect(existsSync(path.join(folder, "cluster"))).toBe(false);
    const database = await startEmbeddedPostgres({ directory: folder, durable: false });
    expect([...(await executeStatement(database.url, "select 1 as one"))]).toEqual([{ one: 1 }]);
    await database.stop();
  });
});

describe.runIf(isRoot)("as root", () => {
  const read = (folder: string, as: object) => spawnSync("ls", [folder], { ...as, encoding: "utf8" }).stdout;
  const listAs = (as: object) => read(`/proc/${readPostmaster(data)?.pid}/cwd/`, as);

  it("shows the data to no account's processes, also in a folder that others may enter", async () => {
    chmodSync(directory, 0o755);
    chmodSync(parent, 0o755);
    onTestFinished(() => chmodSync(parent, 0o700));
    const database = await startEmbeddedPostgres({ directory });
    expect(listAs({})).toContain("PG_VERSION");
    expect(listAs(nobody)).toBe("");
    expect(read(data, nobody)).toBe("");
    await database.stop();
    expect(readFileSync("/etc/passwd", "utf8")).not.toContain(`:${statSync(data).uid}:`);
  });

  it("starts on a folder that nobody owns, as an older version left it", async () => {
    spawnSync("chown", ["-R", "nobody", data]);
    const database = await startEmbeddedPostgres({ directory });
    expect([...(await executeStatement(database.url, "select 1 as one"))]).toEqual([{ one: 1 }]);
    expect(listAs(nobody)).toBe("");
    await database.stop();
  });
});

test.runIf(isRoot)("a folder is of its own user from the first moment on", async () => {
  const folder = path.join(parent, "first");
  mkdirSync(folder, { mode: 0o755 });
  const starting = startEmbeddedPostgres({ directory: folder, durable: false });
  const groups = new Set<number>();
  const watch = setInterval(() => {
    for (const name of readdirSync(folder))
      if (name.startsWith("cluster"))
        groups.add(statSync(path.join(folder, name), { throwIfNoEntry: false })?.gid ?? 0);
  }, 5);
  const database = await starting;
  clearInterval(watch);
  expect([...groups].filter((gid) => gid !== 0)).toEqual([serverUser(path.join(folder, "cluster"))?.gid]);
  expect(serverUser("/srv/one/cluster")).not.toEqual(serverUser("/srv/other/cluster"));
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  await database.stop();
});

const isReachable = isRoot && canRunThis(nobody);
if (isRoot && !isReachable)
  process.stderr.write("SKIPPED: no other user can reach this folder to run it without root\n");

describe.runIf(isReachable)("without root", () => {
  it("runs as the user that starts it", async () => {
    const home = mkdtempSync(path.join(tmpdir(), "caretype-home-"));
    onTestFinished(() => rmSync(home, { recursive: true, force: true }));
    chownSync(home, 65_534, 65_534);
    const folder = path.join(home, "postgres");
    const owner = await startChild(
      `const database = await embedded.startEmbeddedPostgres({ directory: ${JSON.stringify(folder)}, durable: false });
      process.on("SIGTERM", () => database.stop().then(() => process.exit()));
      say(database.url);`,
      nobody,
    );
    const [first] = owner.output;
    expect([...(await executeStatement(JSON.parse(first ?? ""), "select 1 as one"))]).toEqual([{ one: 1 }]);
    await owner.kill("SIGTERM");
  });
});
