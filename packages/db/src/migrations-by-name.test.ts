import { rows, useDatabases } from "@caretype/test-database/use-databases";
import { expect, it } from "vitest";
import { migrate, readMigrations, readSchemaState } from "./index.ts";

const context = useDatabases({ migrated: true });
const journal = "drizzle.__drizzle_migrations";
const middle = { name: "20261126113939_cancellation-reason", time: Date.UTC(2026, 10, 26, 11, 39, 39) };

async function copy() {
  const url = await context.createDatabase({ migrated: true });
  return { url, run: (text: string) => rows(context.open({ url, readers: 1 }).reader, text) };
}

const undoMiddle = [
  "alter table practice drop column cancellation_reason_required",
  `delete from ${journal} where created_at = ${middle.time}`,
];
const column = "select cancellation_reason_required from practice limit 0";

it("migrations are applied by name: one that is older than the newest applied is not skipped", async () => {
  const { url, run } = await copy();
  for (const statement of undoMiddle) await run(statement);
  expect(await readSchemaState(url)).toEqual({ state: "older", migrations: [middle.name] });
  await migrate(url);
  expect(await run(column)).toEqual([]);
  expect(await readSchemaState(url)).toEqual({ state: "current", migrations: [] });
});

it("a team's own migrations are applied, whatever their time", async () => {
  const { url, run } = await copy();
  const own = (name: string, time: number, statement: string) => ({
    name,
    time,
    hash: "own",
    sql: [statement],
  });
  const series = [
    ...readMigrations(),
    own("20251231000000_own", 1, "create table own_note (id int)"),
    own("another's", 1, "alter table own_note add column text text"),
  ];
  await migrate(url, series);
  expect(await run("select id, text from own_note")).toEqual([]);
  // Servers of the previous version keep running.
  await migrate(url);
  expect(await readSchemaState(url)).toEqual({
    state: "newer",
    migrations: ["20251231000000_own", "another's"],
  });
});

it("names a migration that was changed after it was applied, and changes nothing", async () => {
  const { url, run } = await copy();
  for (const statement of undoMiddle) await run(statement);
  const changed = "0016_preferred-language";
  await run(`update ${journal} set hash = 'another' where name = '${changed}'`);
  await expect(migrate(url)).rejects.toThrow(`the migration ${changed} with another content`);
  expect(await readSchemaState(url)).toEqual({ state: "changed", migrations: [changed] });
  await expect(run(column)).rejects.toThrow();
});

it("names a migration that this version does not have, if no later version applied it", async () => {
  const { url, run } = await copy();
  await run(
    `insert into ${journal} (id, name, hash, created_at) values (0, 'theirs', 'x', ${middle.time + 1})`,
  );
  await expect(migrate(url)).rejects.toThrow("the migration theirs, which this version does not have");
  expect(await readSchemaState(url)).toEqual({ state: "unknown", migrations: ["theirs"] });
  await run(`update ${journal} set id = 1000 where name = 'theirs'`);
  await migrate(url);
  for (const statement of undoMiddle) await run(statement);
  await expect(migrate(url)).rejects.toThrow("the migration theirs, which this version does not have");
});

it("migrates after logical replication, which does not copy the journal's sequence", async () => {
  const { url, run } = await copy();
  for (const statement of undoMiddle) await run(statement);
  await run("alter sequence drizzle.__drizzle_migrations_id_seq restart");
  await migrate(url);
  expect(await run(column)).toEqual([]);
  // As drizzle's own migrator does.
  await run(`insert into ${journal} (hash, created_at) values ('x', 1)`);
});

it("upgrades the journal of an earlier version, without names, and with migrations that were changed or renamed since", async () => {
  const { url, run } = await copy();
  await run(
    `update ${journal} set hash = '984c49229ddfa9cd37744553732ba39115c1e5188565e29a3749e55b0046eb70' where name like '0017%'`,
  );
  await run(`update ${journal} set created_at = created_at - 1 where name like '0019%'`);
  await run(
    `insert into ${journal} (id, hash, created_at) select 0, hash, created_at - 1 from ${journal} where name like '0020%'`,
  );
  await run("drop function applied_migrations()");
  await run(`delete from ${journal} where name like '%applied-migrations'`);
  await run(`alter table ${journal} drop column name`);
  await migrate(url);
  expect(await readSchemaState(url)).toEqual({ state: "current", migrations: [] });
  expect(await run(`select name from ${journal} where name is not null order by name`)).toEqual(
    readMigrations().map(({ name }) => ({ name })),
  );
});
