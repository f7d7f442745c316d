import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { executeStatement } from "@caretype/db/connection";
import { startTestS3 } from "@caretype/test-database/s3-server";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { binariesFor } from "../embedded/binaries.ts";
import { dataOf } from "../embedded/cluster-location.ts";
import { createPassword, markRolesCreated, setUpStatements } from "../embedded/credentials.ts";
import { startEmbeddedPostgres } from "../embedded/index.ts";
import { initialise } from "../embedded/initialise.ts";
import { serverUser } from "../embedded/server-user.ts";
import { openStorage } from "../storage/index.ts";
import { type Base, readHistories, segmentsIn } from "./archive-folder.ts";
import { endWalArchive, restoreToTime, WalArchiver } from "./index.ts";
import { planRestore } from "./plan-restore.ts";

const parent = mkdtempSync(path.join(tmpdir(), "caretype-wal-archive-"));
const archiveFolder = path.join(parent, "archive");
const archive = await openStorage({ location: archiveFolder });
const directory = path.join(parent, "original");
mkdirSync(archiveFolder);
await makeSmallCluster(directory);
afterAll(() => rmSync(parent, { recursive: true, force: true }));

const day = 24 * 60 * 60_000;
let passed = 0;
const now = () => new Date(Date.now() + passed);

/** Half the files of a usual cluster, and small segments: each base backup and each restore copies them all. */
async function makeSmallCluster(folder: string): Promise<void> {
  mkdirSync(folder);
  const data = dataOf(folder);
  const user = serverUser(data);
  const location = { data, binaries: await binariesFor(user), user };
  const drops = ["template0", "template1"].flatMap((name) => [
    `alter database ${name} is_template false;`,
    `drop database ${name};`,
  ]);
  await initialise(location, [...setUpStatements(createPassword(folder)), ...drops], { durable: false });
  markRolesCreated(folder);
}

/** A database time after all earlier writes and before all later ones. It has a millisecond of its own. */
async function timeOf(url: string): Promise<Date> {
  await executeStatement(url, "select pg_sleep(0.002)");
  const [row] = await executeStatement(
    url,
    "select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') as now",
  );
  await executeStatement(url, "select pg_sleep(0.002)");
  return new Date(String(row?.now));
}

async function idsIn(folder: string): Promise<number[]> {
  const server = await startEmbeddedPostgres({ directory: folder });
  const rows = await executeStatement(server.url, "select id from kept order by id");
  await server.stop();
  return rows.map(({ id }) => Number(id));
}

test("restores each moment between a base backup and the end of the archive", async () => {
  const server = await startEmbeddedPostgres({ directory });
  const archiver = new WalArchiver({ url: server.url, directory, archive, days: 7, now });
  const early = await timeOf(server.url);
  await executeStatement(server.url, "create table kept (id int)");
  await archiver.copySegments();
  expect(await archiver.takeBaseIfDue()).toEqual({ files: expect.any(Number) });
  expect(await archiver.takeBaseIfDue()).toBeUndefined();
  await executeStatement(server.url, "insert into kept select generate_series(1, 3)");
  const beforeDeletion = await timeOf(server.url);
  await executeStatement(server.url, "delete from kept where id < 3");
  await executeStatement(server.url, "insert into kept values (4)");
  const tooLate = new Date((await timeOf(server.url)).getTime() + day);
  await archiver.copySegments({ isLast: true });
  const quietEnd = await timeOf(server.url);
  // No writes since, so no segment is copied, but the archive reaches further.
  expect(await archiver.copySegments({ isLast: true })).toEqual([]);
  await server.stop();

  const restored = async (name: string, time: Date | undefined) => {
    const folder = path.join(parent, name);
    await restoreToTime({ directory: folder, archive, time });
    return idsIn(folder);
  };
  expect(await restored("before", beforeDeletion)).toEqual([1, 2, 3]);
  expect(await restored("quiet", quietEnd)).toEqual([3, 4]);
  expect(await restored("all", undefined)).toEqual([3, 4]);
  await expect(restored("all", undefined)).rejects.toThrow("has a database");
  await expect(restored("early", early)).rejects.toThrow("The archive begins at");
  await expect(restored("late", tooLate)).rejects.toThrow("The archive ends at");
  expect(readdirSync(path.join(parent, "all")).filter((name) => name.includes("new-"))).toEqual([]);
});

test("only its owner can read the archive", async () => {
  const names = readdirSync(archiveFolder, { recursive: true, encoding: "utf8" });
  expect(names.filter((name) => (statSync(path.join(archiveFolder, name)).mode & 0o077) !== 0)).toEqual([]);
});

test("continues after a restart, and a restored folder begins a history of its own", async () => {
  const before = await readHistories(archive);
  const server = await startEmbeddedPostgres({ directory });
  await executeStatement(server.url, "insert into kept values (5)");
  const archiver = new WalArchiver({ url: server.url, directory, archive, days: 7, now });
  expect(await archiver.copySegments({ isLast: true })).not.toEqual([]);
  await server.stop();
  expect((await readHistories(archive)).length).toBe(before.length);
  // Replaces a cluster that was moved away.
  const continued = path.join(parent, "all");
  renameSync(path.join(continued, "cluster"), path.join(continued, "former"));
  await restoreToTime({ directory: continued, archive });
  expect(await idsIn(continued)).toEqual([3, 4, 5]);

  const second = path.join(parent, "before");
  const restored = await startEmbeddedPostgres({ directory: second });
  const own = new WalArchiver({ url: restored.url, directory: second, archive, days: 7, now });
  await executeStatement(restored.url, "insert into kept values (6)");
  await own.copySegments();
  await own.takeBaseIfDue();
  await own.copySegments({ isLast: true });
  await restored.stop();
  expect((await readHistories(archive)).length).toBe(before.length + 1);
  await restoreToTime({ directory: path.join(parent, "second"), archive });
  expect(await idsIn(path.join(parent, "second"))).toEqual([1, 2, 3, 6]);
});

test("of two histories, the one that was written last is restored, unless another one is named", async () => {
  const { server, archiver } = await continuedOriginal();
  await executeStatement(server.url, "insert into kept values (7)");
  await archiver.copySegments({ isLast: true });
  await server.stop();

  const [first, second] = await readHistories(archive);
  const looked = second?.until ?? "";
  const newest = await planRestore(archive, {});
  expect(newest).toMatchObject({ history: first?.folder, time: first?.until, damaged: [] });
  expect(newest.others).toEqual([expect.stringContaining(`${second?.folder} (`)]);
  const later = new Date(Date.parse(looked) + 1);
  expect(await planRestore(archive, { time: later })).toMatchObject({ history: first?.folder, others: [] });
  expect(await planRestore(archive, { time: new Date(looked) })).toMatchObject({
    history: first?.folder,
    others: [expect.stringContaining(`to ${looked}`)],
  });
  expect(await planRestore(archive, { history: second?.folder })).toMatchObject({
    history: second?.folder,
    time: looked,
  });
  await expect(planRestore(archive, { time: later, history: second?.folder })).rejects.toThrow(
    `The archive ends at ${looked}`,
  );
  await expect(planRestore(archive, { history: "none" })).rejects.toThrow(
    `There is no history none in ${archiveFolder}. It has: ${first?.folder}, ${second?.folder}.`,
  );
});

async function continuedOriginal() {
  const server = await startEmbeddedPostgres({ directory });
  return {
    server,
    archiver: new WalArchiver({ url: server.url, directory, archive, days: 7, now }),
  };
}

test("a restore to a full disk says so, does not call the archive damaged, and removes what a killed one left", async () => {
  const archive = await openStorage({ location: archiveFolder });
  const full = Object.assign(new Error("ENOSPC"), { code: "ENOSPC", syscall: "write" });
  const { read } = archive;
  archive.read = async (name) =>
    name.includes("/wal/") && name.endsWith(".gz")
      ? new Readable({ read: () => undefined }).destroy(full)
      : read.call(archive, name);
  const directory = path.join(parent, "on-full-disk");
  const left = path.join(directory, "cluster.new-killed");
  mkdirSync(path.join(left, "base"), { recursive: true });
  await expect(restoreToTime({ directory, archive })).rejects.toMatchObject({
    code: "ENOSPC",
    path: directory,
  });
  expect(existsSync(left)).toBe(false);
});

test("a damaged archive is refused", async () => {
  const copyFolder = path.join(parent, "damaged");
  const damaged = await openStorage({ location: copyFolder });
  const attempt = (folder = "from-damaged") =>
    restoreToTime({ directory: path.join(parent, folder), archive: damaged });
  const harm = async (change: (history: string, base: Base) => Promise<void>) => {
    rmSync(copyFolder, { recursive: true, force: true });
    cpSync(archiveFolder, copyFolder, { recursive: true });
    const { history: folder } = await planRestore(damaged, {});
    const history = (await readHistories(damaged)).find((one) => one.folder === folder);
    const base = history?.bases[0];
    if (history && base) await change(path.join(copyFolder, history.folder), base);
  };
  await harm(async (history, { firstSegment }) => rmSync(path.join(history, "wal", `${firstSegment}.gz`)));
  await expect(attempt()).rejects.toThrow("Segments of the log are missing");
  await harm(async (history) => {
    const name = (await segmentsIn(damaged, path.basename(history))).at(-1);
    truncateSync(path.join(history, "wal", `${name}.gz`), 100);
  });
  await expect(attempt()).rejects.toThrow("is damaged or cannot be read");
  for (const content of [undefined, gzipSync(Buffer.alloc(1 << 20))]) {
    await harm(async (history) => {
      const names = await segmentsIn(damaged, path.basename(history));
      const file = path.join(history, "wal", `${names.at(-1)}.gz`);
      if (content === undefined) rmSync(file);
      else writeFileSync(file, content);
    });
    const refusal = String(await attempt().catch(String));
    expect(refusal).toMatch(/does not reach \S+Z: its last segments are missing or damaged/);
    const [time] = /(?<=of )\S+Z/.exec(refusal) ?? [];
    // The rest can be restored.
    const folder = path.join(parent, content ? "before-damage" : "before-gap");
    const whole = { directory: folder, archive: damaged, time: new Date(String(time)) };
    expect(await restoreToTime(whole)).toMatchObject({ time });
  }
  await harm(async (_, { folder }) => rmSync(path.join(copyFolder, folder, "data", "base", "5", "2619")));
  await expect(attempt()).rejects.toThrow("2619 is missing or was changed");
  for (const name of ["backup_label", "pg_xact/0000"]) {
    await harm(async (_, { folder }) => flipBit(path.join(copyFolder, folder, "data", name)));
    await expect(attempt()).rejects.toThrow(`${path.basename(name)} is missing or was changed`);
  }
  // Earlier versions recorded no digests.
  await harm(async (_, base) => {
    const { folder, sha256: _digests, ...facts } = base;
    writeFileSync(path.join(copyFolder, folder, "base.json"), JSON.stringify(facts));
  });
  expect((await attempt("without-digests")).base.sha256).toBeUndefined();
});

test("damaged facts of one history leave the other one usable, and are named", async () => {
  const copyFolder = path.join(parent, "damaged-facts");
  cpSync(archiveFolder, copyFolder, { recursive: true });
  const copy = await openStorage({ location: copyFolder });
  const [first, second] = await readHistories(copy);
  const time = new Date(second?.until ?? "");
  const facts = path.join(copyFolder, first?.bases[0]?.folder ?? "", "base.json");
  writeFileSync(facts, "{");
  expect(await planRestore(copy, { time })).toMatchObject({ history: second?.folder, damaged: [facts] });
  await expect(planRestore(copy, {})).rejects.toThrow(
    `${facts} is damaged, so the newest records cannot be restored. The archive is readable up to ${second?.until}.`,
  );
  await expect(planRestore(copy, { history: first?.folder })).rejects.toThrow(
    `has no base backup yet. ${facts} is damaged`,
  );
  cpSync(path.join(archiveFolder, first?.folder ?? ""), path.join(copyFolder, first?.folder ?? ""), {
    recursive: true,
  });
  const until = path.join(copyFolder, second?.folder ?? "", "until.json");
  writeFileSync(until, "{");
  expect(await planRestore(copy, { time })).toMatchObject({ history: first?.folder, damaged: [until] });
  await expect(planRestore(copy, {})).rejects.toThrow(`${until} is damaged, so the newest records`);
});

test("an archive whose end is damaged or missing is restored up to each time that its log reaches", async () => {
  const copyFolder = path.join(parent, "without-end");
  cpSync(archiveFolder, copyFolder, { recursive: true });
  const copy = await openStorage({ location: copyFolder });
  const histories = await readHistories(copy);
  for (const { folder } of histories) writeFileSync(path.join(copyFolder, folder, "until.json"), "{}");
  await expect(planRestore(copy, {})).rejects.toThrow(
    /does not say how far its log reaches\. Pass a time after .*until\.json is damaged/,
  );
  for (const { folder } of histories) rmSync(path.join(copyFolder, folder, "until.json"));
  const { until } = histories[0] ?? {};
  const end = new Date(until ?? "");
  const restore = (name: string, time: Date) =>
    restoreToTime({ directory: path.join(parent, name), archive: copy, time, history: histories[0]?.folder });
  await expect(restore("past-end", new Date(end.getTime() + day))).rejects.toThrow("does not reach");
  const base = histories[0]?.bases[0]?.finishedAt ?? "";
  await restore("within", new Date(base));
  expect(await idsIn(path.join(parent, "within"))).toEqual([]);
});

function flipBit(file: string): void {
  const content = readFileSync(file);
  content[content.length >> 1] = (content[content.length >> 1] ?? 0) ^ 1;
  writeFileSync(file, content);
}

test("a new base backup replaces what no kept day needs, and an end of archiving frees the log", async () => {
  const server = await startEmbeddedPostgres({ directory });
  const archiver = new WalArchiver({ url: server.url, directory, archive, days: 1, now });
  const [history] = await readHistories(archive);
  const first = await segmentsIn(archive, history?.folder ?? "");
  const unreadable = path.join(archiveFolder, history?.folder ?? "", "base", "2026-01-01T00-00-00-000Z");
  mkdirSync(unreadable);
  writeFileSync(path.join(unreadable, "base.json"), "{");
  passed = 3 * day;
  await archiver.copySegments({ isLast: true });
  expect(await archiver.takeBaseIfDue()).toBeDefined();
  const histories = await readHistories(archive);
  expect(histories.map(({ folder, bases }) => [folder, bases.length])).toEqual([[history?.folder, 1]]);
  expect(existsSync(unreadable)).toBe(false);
  expect((await segmentsIn(archive, history?.folder ?? ""))[0]).not.toBe(first[0]);
  await endWalArchive({ url: server.url, directory });
  const slots = await executeStatement(server.url, "select 1 from pg_replication_slots");
  expect([...slots]).toEqual([]);
  await server.stop();
});

test("an archive in a bucket is as good, and an interrupted base backup in it does not count", async () => {
  const s3 = await startTestS3();
  onTestFinished(() => s3.stop());
  const folder = path.join(parent, "in-bucket");
  await makeSmallCluster(folder);
  const server = await startEmbeddedPostgres({ directory: folder });
  const bucket = await openStorage(s3.target("log"));
  const archiver = new WalArchiver({ url: server.url, directory: folder, archive: bucket, days: 7 });
  await executeStatement(server.url, "create table kept (id int)");
  await archiver.copySegments();
  s3.faults.push({ method: "PUT", url: "pg_control", times: 99, answer: { status: 503, code: "SlowDown" } });
  await expect(archiver.takeBaseIfDue()).rejects.toThrow("it answered 503 (SlowDown)");
  await expect(restoreToTime({ directory: path.join(parent, "none"), archive: bucket })).rejects.toThrow(
    "has no base backup yet",
  );
  s3.faults.length = 0;
  await archiver.takeBaseIfDue();
  await executeStatement(server.url, "insert into kept values (1)");
  const time = await timeOf(server.url);
  await executeStatement(server.url, "insert into kept values (2)");
  await archiver.copySegments({ isLast: true });
  await server.stop();
  const [history] = await readHistories(bucket);
  expect(history?.bases.length).toBe(1);
  expect((await bucket.list(`${history?.folder}/base`)).folders.length).toBe(1);
  const restored = path.join(parent, "from-bucket");
  await restoreToTime({ directory: restored, archive: bucket, time });
  expect(await idsIn(restored)).toEqual([1]);
});
