import { rows, useDatabases } from "@caretype/test-database/use-databases";
import { afterAll, beforeAll, expect, it } from "vitest";
import { installCitusStub, placedTables } from "../../test/citus-stub.ts";
import { applyMigrations } from "../apply-migrations.ts";
import { connect } from "../connection/connect.ts";
import type { DatabaseHandle } from "../index.ts";
import { placeTables } from "./place-tables.ts";
import { placementOf, tables } from "./placements.ts";

// Citus itself cannot be installed here. A stub of its functions records the calls and refuses what it refuses.

const context = useDatabases({ migrated: true });
let database: DatabaseHandle;

const keys = () =>
  rows(
    database.reader,
    `select conrelid::regclass::text as table, conname, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by 1, 2`,
  );

const settings = () =>
  rows(
    database.reader,
    `select unnest(setconfig) as setting from pg_db_role_setting join pg_database on pg_database.oid = setdatabase
     where datname = current_database() order by 1`,
  );

beforeAll(async () => {
  database = context.open();
});

// All databases of the cluster share the role.
afterAll(() => rows(database.reader, "alter role caretype_server nologin"));

it("without Citus, it says so and changes nothing", async () => {
  const before = await keys();
  await expect(placeTables(context.url)).rejects.toThrow("create extension citus");
  expect(await keys()).toEqual(before);
});

it("places all tables once, reference tables first, with the same keys as before", async () => {
  await installCitusStub(database.reader);
  const before = await keys();
  const wanted = (kind: string) => tables().filter((table) => placementOf(table) === kind);
  expect(await placeTables(context.url)).toEqual({
    reference: wanted("reference"),
    distributed: wanted("distributed"),
  });
  const placed = await placedTables(database.reader);
  expect(placed.map(({ name }) => name)).toEqual([...wanted("reference"), ...wanted("distributed")]);
  expect(new Set(placed.slice(wanted("reference").length).map(({ kind }) => kind))).toEqual(new Set(["h"]));
  expect(await keys()).toEqual(before);
  expect((await settings()).map(({ setting }) => setting)).toEqual(
    expect.arrayContaining(["citus.enable_unsafe_triggers=on", "citus.propagate_set_commands=local"]),
  );
  const [role] = await rows(
    database.reader,
    "select rolcanlogin from pg_roles where rolname = 'caretype_server'",
  );
  expect(role).toEqual({ rolcanlogin: true });
});

it("changes nothing if run again, and completes an interrupted run", async () => {
  const before = await keys();
  expect(await placeTables(context.url)).toEqual({ reference: [], distributed: [] });
  for (const { table, conname } of before)
    await rows(database.reader, `alter table ${table} drop constraint ${conname}`);
  await rows(
    database.reader,
    "delete from citus_stub.pg_dist_partition where logicalrelid in ('room'::regclass, 'observation'::regclass)",
  );
  expect(await placeTables(context.url)).toEqual({ reference: [], distributed: ["observation", "room"] });
  expect(await keys()).toEqual(before);
});

it("a later migration places its tables before their keys", async () => {
  await rows(database.reader, "drop table sample_data");
  await rows(database.reader, "delete from citus_stub.pg_dist_partition where logicalrelid::text !~ '[a-z]'");
  const connection = connect(context.url);
  const [row] = await rows(database.reader, "select newest_migration() as newest");
  const folderMillis = Number(row?.newest) + 1;
  const sql = [
    '-- Why.\nCREATE TABLE "sample_data" ("practice_id" uuid PRIMARY KEY, "patient_id" uuid)',
    `ALTER TABLE "sample_data" ADD FOREIGN KEY ("practice_id", "patient_id") REFERENCES "patient" ("practice_id", "id")`,
  ];
  try {
    const made = [{ sql, folderMillis, hash: "later", bps: true }];
    await applyMigrations(connection, made, () => connect(context.url));
  } finally {
    await connection.end();
  }
  expect((await placedTables(database.reader)).at(-1)).toEqual({ name: "sample_data", kind: "h" });
});

it("refuses a table that is placed elsewhere", async () => {
  await rows(
    database.reader,
    "update citus_stub.pg_dist_partition set partmethod = 'h' where logicalrelid = 'membership'::regclass",
  );
  await expect(placeTables(context.url)).rejects.toThrow(
    "Undo the placement of these tables first: membership",
  );
});
