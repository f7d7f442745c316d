import { onNodes } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { afterAll, beforeEach, expect, it, vi } from "vitest";
import { startCaretype } from "../src/index.ts";

// A load balancer sends calls to ready servers. So a server must be ready exactly when it can answer calls.

const backend = await startCaretype();
const { database, databaseUrl, url } = backend;
const { accessToken } = await backend.signUp();
afterAll(() => backend.stop());

const statusOf = async (path: string) =>
  (await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${accessToken}` } })).status;
const becomes = (path: string, status: number) =>
  vi.waitFor(async () => expect(await statusOf(path)).toBe(status));
const run = (text: string) => database.reader.execute(sql.raw(text));
const calls = "/api/auth/me";
const ready = "/health/ready";

beforeEach(async () => {
  await becomes(calls, 200);
  await becomes(ready, 200);
});

it("is not ready while its role may not add to the audit", async () => {
  await run("revoke insert on audit_entry from caretype_server");
  // Without a call in between.
  await becomes(ready, 503);
  expect(await statusOf(calls)).toBe(503);
  await run("grant insert on audit_entry to caretype_server");
  await becomes(ready, 200);
});

it("is not ready while the database's disk is full", async () => {
  await run(`
    create function full_disk() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file "base/1/2": No space left on device' using errcode = 'disk_full'; end $$`);
  await run(
    "create trigger full_disk before insert on audit_entry for each row execute function full_disk()",
  );
  expect(await statusOf(calls)).toBe(503);
  await becomes(ready, 503);
  await run("drop trigger full_disk on audit_entry");
  await becomes(ready, 200);
});

it("is not ready on a read-only database", async () => {
  const name = new URL(databaseUrl).pathname.slice(1);
  const sessions = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`;
  await onNodes(`alter database ${name} set default_transaction_read_only = on`);
  await onNodes(sessions);
  await becomes(ready, 503);
  expect(await statusOf(calls)).toBe(503);
  await onNodes(`alter database ${name} reset default_transaction_read_only`);
  await onNodes(sessions);
  await becomes(ready, 200);
});

it("can be asked without limit, and leaves no audit entries", async () => {
  const count = async () => (await run("select count(*) as n from audit_entry"))[0]?.n;
  const before = await count();
  for (let turn = 0; turn < 10; turn++)
    expect(await Promise.all(Array.from({ length: 50 }, () => statusOf(ready)))).toEqual(Array(50).fill(200));
  expect(await count()).toBe(before);
});
