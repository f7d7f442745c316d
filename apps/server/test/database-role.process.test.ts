import { openDatabase } from "@caretype/db";
import { startThrowawayCluster } from "@caretype/test-database";
import { afterAll, expect, test } from "vitest";
import { call, signUp } from "./cluster/support.ts";
import { useServerProcesses } from "./server-process.ts";

const cluster = await startThrowawayCluster();
/** Its owner is not the server's user. */
const apart = await cluster.createDatabase("apart");
afterAll(() => cluster.stop());

const { run, finished, command, served } = useServerProcesses({
  SECRET_KEY: "0123456789abcdef0123456789abcdef",
  BCRYPT_COST: "4",
});

const as = (url: string, user: string) =>
  Object.assign(new URL(url), { username: user, password: user }).href;

async function asSuperuser(url: string, ...statements: string[]) {
  const database = openDatabase({ url, readers: 1 });
  for (const statement of statements) await database.reader.execute(statement);
  await database.close();
}

/** The roles of the server's connections. */
async function workingAs(url: string) {
  const database = openDatabase({ url, readers: 1 });
  const rows = await database.reader.execute<{ usename: string }>(
    `select usename from pg_stat_activity where application_name = 'caretype' and datname = current_database() and pid <> pg_backend_pid()`,
  );
  await database.close();
  return new Set(rows.map(({ usename }) => usename));
}

const aPatient = { method: "POST", path: "/api/patients", body: { name: "Jane Roe", gender: "F", age: 41 } };

const warnings = (stdout: string) =>
  stdout
    .split("\n")
    .filter((line) => line.includes('"level":"warn"'))
    .map((line) => String(JSON.parse(line).msg))
    // Every start here logs this warning about emails.
    .filter((text) => !text.startsWith("SMTP_URL is not set"));

test("an owner that cannot create roles can serve, and the start logs once what guards the audit", async () => {
  await asSuperuser(
    cluster.url,
    "create role plain login password 'plain'",
    "create database plain owner plain",
  );
  const url = as(Object.assign(new URL(cluster.url), { pathname: "/plain" }).href, "plain");
  const { port, output } = await served({ DATABASE_URL: url });
  const token = await signUp(port);
  expect(await call(port, { ...aPatient, token })).toMatchObject({ status: 201 });
  expect(warnings(output.stdout)).toEqual([
    expect.stringContaining("the audit is guarded only by a trigger"),
  ]);
});

test("a user with only this role can serve a database that the owner has migrated", async () => {
  expect(await command(["migrate"], { DATABASE_URL: apart })).toMatchObject({ status: 0 });
  expect(await command(["migrate", "--citus"], { DATABASE_URL: apart })).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("not yet in use on Citus"),
  });
  expect(await command(["migrate", "--citus", "--experimental"], { DATABASE_URL: apart })).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("create extension citus"),
  });
  await asSuperuser(apart, "create role serving login password 'serving' in role caretype_server");
  const { port, output } = await served({ DATABASE_URL: as(apart, "serving"), WEB_CONCURRENCY: "2" });
  const token = await signUp(port);
  expect(await call(port, { ...aPatient, token })).toMatchObject({ status: 201 });
  expect(await call(port, { path: "/api/patients", token })).toMatchObject({ status: 200 });
  expect(output.stdout).toContain("can add to the audit, but not change it");
  expect(warnings(output.stdout)).toEqual([]);
  expect(await workingAs(apart)).toEqual(new Set(["serving"]));
});

test("such a user gets an error that says who must migrate", async () => {
  const url = await cluster.createDatabase("empty");
  expect(await finished(run(["serve"], { PORT: "0", DATABASE_URL: as(url, "serving") }))).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("run `caretype migrate` as the user that owns the tables"),
  });
});

test("behind PgBouncer, the start logs which calls keep the user's own rights", async () => {
  const { port, output } = await served({ DATABASE_URL: apart, DATABASE_PREPARE: "false" });
  const token = await signUp(port);
  expect(await call(port, { ...aPatient, token })).toMatchObject({ status: 201 });
  expect(warnings(output.stdout)).toEqual([
    expect.stringContaining("only transactions and searches assume the role"),
  ]);
});
