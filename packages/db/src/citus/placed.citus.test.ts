import { citusVariable, createTestDatabase, nodeUrls, type TestDatabase } from "@caretype/test-database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyMigrations } from "../apply-migrations.ts";
import { connect, executeStatement } from "../connection/connect.ts";
import { readSchemaState } from "../migrate.ts";
import { placeTables } from "./place-tables.ts";
import { assertRights, readPlaced } from "./placed.ts";
import { foreignKeys } from "./placements.ts";

describe.runIf(process.env[citusVariable])(`runs only with ${citusVariable}`, () => {
  let database: TestDatabase;
  const run = (statement: string) => executeStatement(database.url, statement);
  // Citus hides shards in `pg_class`.
  const keys = () =>
    run(`select conrelid::regclass::text as table, conname, pg_get_constraintdef(pg_constraint.oid) as definition
      from pg_constraint join pg_class on pg_class.oid = conrelid
      where contype = 'f' and connamespace = 'public'::regnamespace order by 1, 2`);
  const none = { reference: [], distributed: [] };

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it("all tables are placed, on two workers", async () => {
    const [row] = await run(`
      select count(distinct nodeport)::int as nodes from pg_dist_shard_placement
        join pg_dist_shard using (shardid) where logicalrelid = 'patient'::regclass`);
    expect(row).toEqual({ nodes: nodeUrls().length - 1 });
    expect(await keys()).toHaveLength(foreignKeys().length);
    expect(await placeTables(database.url)).toEqual(none);
  });

  it("an interrupted run is completed, with the same keys as before", async () => {
    const before = await keys();
    for (const { table, conname } of before) await run(`alter table ${table} drop constraint ${conname}`);
    await run("select undistribute_table('room')");
    // A failing run restores the keys that it can.
    await run("alter table room add constraint not_of_a_practice unique (name)");
    await expect(placeTables(database.url)).rejects.toThrow("cannot create constraint");
    expect((await keys()).length).toBeGreaterThan(before.length / 2);
    await run("alter table room drop constraint not_of_a_practice");
    expect(await placeTables(database.url)).toEqual({ ...none, distributed: ["room"] });
    expect(await keys()).toEqual(before);
  });

  const onWorkers = (statement: string) =>
    Promise.all(
      nodeUrls()
        .slice(1)
        .map((url) =>
          executeStatement(inDatabase(url), `set citus.enable_ddl_propagation = off; ${statement}`),
        ),
    );
  const inDatabase = (url: string) =>
    Object.assign(new URL(url), { pathname: new URL(database.url).pathname }).href;
  const functionsOfNodes = () =>
    Promise.all(
      nodeUrls().map((url) =>
        executeStatement(
          inDatabase(url),
          `select oid::regprocedure::text as name, md5(prosrc) as body, proconfig::text as settings,
            array(select acl::text from unnest(proacl) as acl order by 1)::text as rights from pg_proc
          where pronamespace = 'public'::regnamespace and not exists (
            select from pg_depend where classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e') order by 1`,
        ),
      ),
    );

  it("workers have all functions with their rights, though Citus came after the schema", async () => {
    expect(await readSchemaState(database.url)).toMatchObject({ state: "current" });
    const [coordinator, ...workers] = await functionsOfNodes();
    for (const functions of workers) expect(functions).toEqual(coordinator);
  });

  it("a database that was placed without some of them is known, and repaired", async () => {
    await onWorkers("drop function own_copy(text, uuid); grant execute on function keep_version() to public");
    await run("delete from pg_dist_object where objid = 'own_copy'::regproc");
    expect(await readSchemaState(database.url)).toMatchObject({ state: "incomplete" });
    expect(await placeTables(database.url)).toEqual(none);
    expect(await readSchemaState(database.url)).toMatchObject({ state: "current" });
    const [coordinator, ...workers] = await functionsOfNodes();
    for (const functions of workers) expect(functions).toEqual(coordinator);
  });

  it("a user who may not place records is refused before anything is changed", async () => {
    const connection = connect(database.url);
    try {
      await connection.command("set role caretype_server");
      await expect(assertRights(connection)).rejects.toThrow(
        /^Nothing was changed: .* grant set on parameter session_replication_role to "caretype_server";$/,
      );
    } finally {
      await connection.end();
    }
  });

  it("practices on the coordinator are refused, with what to run", async () => {
    await run(
      "select citus_set_node_property(nodename, nodeport, 'shouldhaveshards', true) from pg_dist_node",
    );
    const refusal = await placeTables(database.url).catch(String);
    expect(refusal).toContain("belong to workers");
    await run(/run on the coordinator: (.*);$/.exec(String(refusal))?.[1] ?? "");
    expect(await placeTables(database.url)).toEqual(none);
  });

  it("a later migration places its tables before their keys", async () => {
    await run("drop table sample_data");
    const sql = [
      '-- Why.\nCREATE TABLE "sample_data" ("practice_id" uuid PRIMARY KEY, "patient_id" uuid)',
      `ALTER TABLE "sample_data" ADD FOREIGN KEY ("practice_id", "patient_id") REFERENCES "patient" ("practice_id", "id")`,
      `ALTER TABLE "observation" ADD CONSTRAINT "later_check" CHECK ("observation"."status" <> '') NOT VALID`,
    ];
    const migration = { name: "later", time: Date.now(), sql, hash: "later" };
    const connection = connect(database.url);
    try {
      await applyMigrations(connection, [migration], () => connect(database.url));
      expect((await readPlaced(connection)).get("sample_data")).toBe("distributed");
    } finally {
      await connection.end();
    }
  });
});
