import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBacklog } from "@caretype/core/monitoring/backlog";
import { openDatabase } from "@caretype/db";
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { expect, onTestFinished, test } from "vitest";
import { newestBackup } from "../src/maintenance/scheduled-backups.ts";
import { createMetrics } from "../src/metrics/metrics.ts";
import { addUpNumbers, packNumbers, SumOfWorkers } from "../src/metrics/sum-of-workers.ts";
import { toyServices } from "./toy-services.ts";

test("numbers of a database that does not answer are left out, and not 0", async () => {
  const metrics = createMetrics();
  metrics.watch(toyServices());
  metrics.onCall({ procedure: "pet.list", outcome: "OK", milliseconds: 3 });
  const lines = (await metrics.registry.metrics()).split("\n");
  const values = lines.filter((line) => line.startsWith("caretype_"));
  expect(values).toContain("caretype_database_up 0");
  expect(values).toContain('caretype_calls_total{procedure="pet.list",outcome="OK"} 1');
  expect(values.filter((line) => /oldest_mail|seal_lag|jobs/.test(line))).toEqual([]);
});

test("the ages of the newest backup and of the log's archive are told, and infinite if there is none", async () => {
  const folder = mkdtempSync(join(tmpdir(), "caretype-metrics-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const metrics = createMetrics();
  metrics.watch(toyServices(), {
    backups: { target: { location: folder }, minuteOfDay: 0, keep: 14, recipients: [] },
    walArchive: { target: { location: folder }, days: 7 },
    auditArchive: { target: { location: folder }, months: 12 },
    databaseUrl: null,
    dataDirectory: folder,
  });
  const empty = await metrics.registry.metrics();
  expect(empty).toContain("\ncaretype_backup_age_seconds +Inf\n");
  expect(empty).toContain("\ncaretype_wal_archive_lag_seconds +Inf\n");
  expect(empty).toContain("\ncaretype_audit_months_kept 12\n");
  for (const name of ["data", "backups", "wal_archive", "audit_archive"])
    expect(empty).toMatch(new RegExp(`^caretype_disk_free_bytes\\{folder="${name}"\\} [1-9]\\d*$`, "m"));

  const hourAgo = new Date(Date.now() - 3_600_000);
  const history = join(folder, "2026-11-23T10-15-00-000Z");
  mkdirSync(history);
  writeFileSync(join(history, "until.json"), JSON.stringify({ until: hourAgo.toISOString() }));
  const backup = join(folder, "caretype-2026-11-23T02-00Z.backup");
  writeFileSync(backup, "");
  utimesSync(backup, hourAgo, hourAgo);
  mkdirSync(join(folder, "postgres/cluster/pg_wal"), { recursive: true });
  writeFileSync(join(folder, "postgres/cluster/pg_wal/000000010000000000000001"), Buffer.alloc(1_000));
  const full = await metrics.registry.metrics();
  expect(full).toContain("\ncaretype_wal_bytes 1000\n");
  const value = (name: string) => Number(new RegExp(`^${name} (.*)$`, "m").exec(full)?.[1]);
  expect(Math.floor(value("caretype_backup_age_seconds") / 60)).toBe(60);
  expect(Math.floor(value("caretype_wal_archive_lag_seconds") / 60)).toBe(60);
});

test("an infinite number stays infinite on its way between processes", async () => {
  const registers = [new Registry()];
  const aggregator = "max";
  new Gauge({ name: "lag_seconds", help: "Lag", aggregator, registers }).set(Number.POSITIVE_INFINITY);
  const packed = await Promise.all(registers.map(packNumbers));
  expect(await addUpNumbers([...packed, ...packed])).toContain("\nlag_seconds +Inf\n");
});

test("totals of several processes never fall, and the rest is of those that answer", async () => {
  const numbersOf = (calls: number) => {
    const registers = [new Registry()];
    new Counter({ name: "calls_total", help: "Calls", labelNames: ["is"], registers }).inc(
      { is: "ok" },
      calls,
    );
    new Histogram({ name: "seconds", help: "Seconds", buckets: [1], registers }).observe(calls);
    new Gauge({ name: "open", help: "Open", registers }).set(1);
    return Promise.all(registers.map(packNumbers)).then(([packed = ""]) => packed);
  };
  const numbers = new SumOfWorkers<string>();
  const sumOf = async (...answers: [string, number | undefined][]) => {
    const packed = answers.map(async ([worker, calls]) => {
      return [worker, calls === undefined ? undefined : await numbersOf(calls)] as const;
    });
    const text = await numbers.addUp(new Map(await Promise.all(packed)));
    const value = (name: string) => Number(new RegExp(`^${name} (.*)$`, "m").exec(text)?.[1]);
    return ['calls_total\\{is="ok"\\}', "seconds_sum", "seconds_count", "open"].map(value);
  };
  expect(await sumOf(["one", 3], ["two", 5])).toEqual([8, 8, 2, 2]);
  expect(await sumOf(["one", 4], ["two", undefined])).toEqual([9, 9, 2, 1]);
  // The second ended, and a third one begins.
  expect(await sumOf(["one", 4], ["three", 1])).toEqual([10, 10, 3, 2]);
  expect(await sumOf(["three", 2])).toEqual([11, 11, 3, 1]);
  await expect(sumOf(["three", undefined])).rejects.toThrow("no worker process answers");
});

test("metrics do not wait for a frozen database", async () => {
  // Accepts connections, and never answers.
  const frozen = createServer().listen(0, "127.0.0.1");
  await once(frozen, "listening");
  const port = portOf(frozen.address());
  const database = openDatabase({ url: `postgres://nobody@127.0.0.1:${port}/none`, listenUrl: null });
  const metrics = createMetrics();
  metrics.watch({ ...toyServices(), database });
  const givenUp = findBacklog(database.reader).catch(() => "the database's own time limit");
  const first = await Promise.race([metrics.registry.metrics(), givenUp]);
  expect(first).toContain("\ncaretype_database_up 0\n");
  await database.close();
  frozen.close();
});

test("metrics do not wait for a bucket that does not answer, whose newest backup is infinitely old", async () => {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => sockets.push(socket)).listen(0, "127.0.0.1");
  await once(silent, "listening");
  const s3 = {
    endpoint: `http://127.0.0.1:${portOf(silent.address())}`,
    region: null,
    pathStyle: true,
    credentials: { accessKeyId: "key", secretAccessKey: "secret" },
  };
  const metrics = createMetrics();
  const target = { location: "s3://records", s3 };
  metrics.watch(toyServices(), {
    backups: { target, minuteOfDay: 0, keep: 14, recipients: [] },
    walArchive: null,
    auditArchive: null,
    databaseUrl: null,
    dataDirectory: tmpdir(),
  });
  const givenUp = newestBackup(target).catch(() => "the bucket's own time limit");
  const first = await Promise.race([metrics.registry.metrics(), givenUp]);
  expect(first).toContain("\ncaretype_backup_age_seconds +Inf\n");
  silent.close();
  for (const socket of sockets) socket.destroy();
});

const portOf = (address: AddressInfo | string | null) =>
  typeof address === "object" && address !== null ? address.port : 0;
