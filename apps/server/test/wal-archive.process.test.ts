import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "@caretype/postgres/embedded";
import { startTestS3, testS3Secret } from "@caretype/test-database/s3-server";
import { afterAll, expect, onTestFinished, test, vi } from "vitest";
import { createLogger } from "../src/log/logger.ts";
import { archiveWal } from "../src/maintenance/wal-archiving.ts";
import { readSettings } from "../src/settings/settings.ts";
import { useServerProcesses } from "./server-process.ts";

const folder = await mkdtemp(path.join(tmpdir(), "caretype-wal-"));
const archive = path.join(folder, "archive");
await mkdir(archive);
afterAll(() => rm(folder, { recursive: true, force: true }));

const { run, finished, command, served } = useServerProcesses({
  SECRET_KEY: "a secret key of the tests, long enough",
  BCRYPT_COST: "4",
  WAL_ARCHIVE_TO: archive,
});
const original = { DATA_DIR: path.join(folder, "data") };
const restored = { DATA_DIR: path.join(folder, "restored") };

async function post(url: string, name: string, body: object): Promise<number> {
  const headers = { "content-type": "application/json" };
  return (await fetch(`${url}/api/auth/${name}`, { method: "POST", headers, body: JSON.stringify(body) }))
    .status;
}

const person = (name: string) => ({ email: `${name}@example.org`, password: "correct horse battery" });
const register = (url: string, name: string) => post(url, "register", person(name));

test("a server's archive restores its database as of a time", async () => {
  const server = await served(original);
  await vi.waitFor(() => expect(server.output.stdout).toContain("wrote a base backup"));
  expect(await register(server.url, "before")).toBe(201);
  const time = await nextMillisecond();
  expect(await register(server.url, "after")).toBe(201);
  await stopped(server.child);

  expect(await command(["check"], original)).toMatchObject({
    stdout: expect.stringContaining(`${archive} reaches to 20`),
  });
  const words = ["restore", archive, "--to-time"];
  for (const none of ["2026-11-23 10:15", "2026-02-30T10:15:00Z"])
    expect(await command([...words, none], restored)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(
        "a time that exists, with its zone, such as 2026-11-23T10:15:00Z, or newest",
      ),
    });
  expect(await command(["restore", archive], restored)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining(`${archive} is an archive of the log. Pass --to-time`),
  });
  expect(await command(["restore", folder], restored)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining(`${folder} is a folder.`),
  });
  expect(existsSync(restored.DATA_DIR)).toBe(false);
  expect(await finished(run([...words, time], restored))).toMatchObject({
    status: 0,
    stderr: expect.stringContaining(`Restored ${restored.DATA_DIR} as of ${time}.`),
  });
  expect(await command([...words, "newest"], restored)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("has a database"),
  });
  const { url, output, child } = await served(restored);
  expect(await post(url, "login", person("before"))).toBe(200);
  expect(await post(url, "login", person("after"))).toBe(401);
  // The restored folder has its own timeline.
  await vi.waitFor(() => expect(output.stdout).toContain("wrote a base backup"));
  await stopped(child);
});

test("stops while a bucket does not answer, and says that the end of the log is not archived", async () => {
  const s3 = await startTestS3();
  const dataDirectory = path.join(folder, "silent");
  const server = await startEmbeddedPostgres({ directory: path.join(dataDirectory, "postgres") });
  onTestFinished(async () => {
    await server.stop();
    await s3.stop();
  });
  const settings = readSettings({
    DATA_DIR: dataDirectory,
    WAL_ARCHIVE_TO: "s3://records/log",
    S3_ENDPOINT: s3.endpoint,
    S3_ACCESS_KEY_ID: "AKIATEST",
    S3_SECRET_ACCESS_KEY: testS3Secret,
  });
  s3.faults.push({ method: "GET", times: 99, answer: "silence" });
  let log = "";
  const logger = createLogger("info", {
    write: (line) => {
      log += line;
    },
  });
  const task = await archiveWal({ url: server.url, settings, logger, endMilliseconds: 1 });
  await vi.waitUntil(() => s3.requests.length > 0);
  await task.stop();
  expect(log).toContain("the end of the database's log is not archived yet");
  expect(log).toContain('"archive":"s3://records/log"');
  expect(log).toContain("it did not answer in time");
  expect([...s3.objects.keys()]).toEqual([]);
});

test("an archive that cannot be written is told at once, and when that goes on", async () => {
  const dataDirectory = path.join(folder, "unwritable");
  const server = await startEmbeddedPostgres({ directory: path.join(dataDirectory, "postgres") });
  onTestFinished(() => server.stop());
  const settings = readSettings({
    DATA_DIR: dataDirectory,
    WAL_ARCHIVE_TO: path.join(folder, "not-mounted"),
  });
  const lines: string[] = [];
  const logger = createLogger("info", { write: (line) => lines.push(line) });
  const task = await archiveWal({ url: server.url, settings, logger });
  onTestFinished(() => task.stop());
  for (let round = 0; round < 5; round++) await task.runNow();
  expect(lines.map((line) => JSON.parse(line).err)).toEqual([
    expect.objectContaining({ code: "ENOENT" }),
    expect.objectContaining({ type: "TaskKeepsFailing", cause: expect.objectContaining({ code: "ENOENT" }) }),
  ]);
});

/** An embedded database outlives a server that is killed. */
async function stopped(child: ChildProcess): Promise<void> {
  child.kill("SIGTERM");
  await once(child, "exit");
}

/** A time between the earlier and the later changes. */
async function nextMillisecond(): Promise<string> {
  const now = Date.now();
  await vi.waitUntil(() => Date.now() > now + 1, { interval: 1 });
  const time = new Date().toISOString();
  await vi.waitUntil(() => new Date().toISOString() > time, { interval: 1 });
  return time;
}
