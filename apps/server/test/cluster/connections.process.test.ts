import { setTimeout as pause } from "node:timers/promises";
import { openDatabase, readConnectionLimits } from "@caretype/db";
import { startThrowawayCluster } from "@caretype/test-database";
import { afterAll, expect, test } from "vitest";
import { useServerProcesses, withoutSlowSteps } from "../server-process.ts";
import { call, signUp } from "./support.ts";

const cluster = await startThrowawayCluster({ maxConnections: 30 });
const databaseUrl = await cluster.createDatabase("small");
afterAll(() => cluster.stop());

const { run, finished, served } = useServerProcesses({
  DATABASE_URL: databaseUrl,
  SECRET_KEY: "0123456789abcdef0123456789abcdef",
  BCRYPT_COST: "4",
  RATE_LIMIT_ACCOUNT: "0",
  RATE_LIMIT_ADDRESS: "0",
});

/**
 * Reads and writes as fast as the server answers, until `finish` is called, which resolves to the count of each
 * status.
 */
function load(port: number, token: string) {
  const statuses: Record<number, number> = {};
  let isOver = false;
  const patient = { name: "Jane Roe", gender: "F", age: 41 };
  const client = async (index: number) => {
    for (let turn = index; !isOver; turn++) {
      const isWrite = turn % 2 === 0;
      const sent = isWrite
        ? { method: "POST", path: "/api/patients", body: patient }
        : { path: "/api/patients" };
      const { status } = await call(port, { ...sent, token });
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  };
  const clients = Promise.all(Array.from({ length: 40 }, (_, index) => client(index)));
  const finish = async () => {
    isOver = true;
    await clients;
    return statuses;
  };
  return { finish };
}

/** Calls are refused after two seconds, so a slow machine refuses some. */
function expectAnswered(statuses: Record<number, number>) {
  const { 200: read = 0, 201: written = 0, 503: _refused, ...others } = statuses;
  expect(others).toEqual({});
  expect(Math.min(read, written)).toBeGreaterThan(0);
}

const others = `
  select count(*)::int as count from pg_stat_activity
  where backend_type = 'client backend' and pid <> pg_backend_pid()`;

/** Resolves to the highest of many connection counts, once one exceeds `least`. */
async function peakConnections(least: number): Promise<number> {
  const database = openDatabase({ url: databaseUrl, readers: 1 });
  let most = 0;
  for (let counts = 0; counts < 15 || most <= least; counts++) {
    const [row] = await database.reader.execute(others);
    most = Math.max(most, Number(row?.count));
    await pause(10);
  }
  await database.close();
  return most;
}

test("under load, the processes stay within the database's limit, and leave room for a command", async () => {
  const { port, output } = await served({ WEB_CONCURRENCY: "3" });
  expect(output.stderr).toContain("Connections    3 × 7 of 30");
  expect(output.stdout).toContain("fewer connections than this server wants");
  const loading = load(port, await signUp(port));
  // With fewer than 13, there would be no load.
  expect(await peakConnections(12)).toBeLessThanOrEqual(21);
  const command = ["admin", "create", "--email", "admin@example.org", "--name", "Ada Admin"];
  const account = await finished(run(command, { CARETYPE_PASSWORD: "a passphrase of some length" }));
  expect(account).toMatchObject({ status: 0, stderr: "" });
  expectAnswered(await loading.finish());
});

test("a start with too many processes for the connections is refused", async () => {
  const { status, stderr } = await finished(run(["serve"], { PORT: "0", WEB_CONCURRENCY: "8" }));
  expect([status, withoutSlowSteps(stderr)]).toEqual([
    1,
    "The database grants 27 connections, and 5 of them stay free for commands. 8 processes need at least 48: set " +
      "WEB_CONCURRENCY to 3 or less, or raise its max_connections or the limit of its role or database.\n",
  ]);
});

test("the limits of a role and of a database are respected, which do not apply to superusers", async () => {
  const database = openDatabase({ url: databaseUrl });
  await database.reader.execute("create role narrow login password 'narrow' connection limit 9");
  await database.reader.execute("alter database small connection limit 11");
  await database.close();
  const url = Object.assign(new URL(databaseUrl), { username: "narrow", password: "narrow" });
  expect(await readConnectionLimits(url.href)).toEqual({ max: 30, reserved: 3, role: 9, database: 11 });
  expect(await readConnectionLimits(databaseUrl)).toEqual({
    max: 30,
    reserved: 3,
    role: null,
    database: null,
  });
});
