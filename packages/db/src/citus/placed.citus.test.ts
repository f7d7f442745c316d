import { citusVariable, createTestDatabase, nodeUrls, type TestDatabase } from "@caretype/test-database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyMigrations } from "../apply-migrations.ts";
import { connect, executeStatement } from "../connection/connect.ts";
import { placeTables } from "./place-tables.ts";
import { readPlaced } from "./placed.ts";
import { foreignKeys } from "./placements.ts";

describe.runIf(process.env[citusVariable])(`runs only with ${citusVariable}`, () => {
  let database: TestDatabase;
  const run = (statement: string) => executeStatement(database.url, statement);
  // Citus leaves shards out of `pg_class`.
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
    expect(await placeTables(database.url)).toEqual({ ...none, distributed: ["room"] });
    expect(await keys()).toEqual(before);
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
