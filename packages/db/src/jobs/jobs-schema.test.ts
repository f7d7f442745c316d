import { rows, useDatabases } from "@caretype/test-database/use-databases";
import { getConstructionPlans, getRollbackPlans, PgBoss } from "pg-boss";
import { describe, expect, it } from "vitest";
import { type DatabaseHandle, migrate, openDatabase, serverRole } from "../index.ts";
import { bossInTransactions } from "./boss-database.ts";
import { jobsSchema, jobsVersion, stripTransaction } from "./jobs-schema.ts";

/** Returns the differences from the schema that the installed pg-boss expects. */
async function driftOf(database: DatabaseHandle) {
  const boss = new PgBoss({
    db: bossInTransactions(database),
    schema: jobsSchema,
    migrate: false,
    supervise: false,
  });
  const { ok, ...found } = await boss.detectSchemaDrift();
  return ok ? "none" : found;
}

describe("the jobs' schema", () => {
  const context = useDatabases();

  it("matches the installed pg-boss", async () => {
    expect(getConstructionPlans(jobsSchema)).toContain(
      `INSERT INTO ${jobsSchema}.version(version) VALUES ('${jobsVersion}')`,
    );
    const url = await context.createDatabase({ migrated: true });
    const database = context.open({ url });
    expect(await driftOf(database)).toBe("none");
    expect(await rows(database.reader, "select jobs_state() as state")).toEqual([
      { state: `${jobsVersion} import mail` },
    ]);
  });

  it("is created if it is missing, and migrated with its jobs if it is old", async () => {
    const url = await context.createDatabase({ migrated: true });
    const database = context.open({ url });
    await rows(database.reader, `drop schema ${jobsSchema} cascade`);
    await migrate(url);
    expect(await driftOf(database)).toBe("none");
    await rows(database.reader, `insert into ${jobsSchema}.job (name) values ('mail')`);
    for (let version = jobsVersion; version > jobsVersion - 3; version--) {
      await database.transaction((tx) => rows(tx, stripTransaction(getRollbackPlans(jobsSchema, version))));
    }
    expect(await driftOf(database)).not.toBe("none");
    await migrate(url);
    expect(await driftOf(database)).toBe("none");
    expect(await rows(database.reader, `select name from ${jobsSchema}.job`)).toEqual([{ name: "mail" }]);
  });

  it("cannot be created by a user with only the serving role, and the error says so", async () => {
    const url = await context.createDatabase({ migrated: true });
    const owner = context.open({ url });
    await rows(owner.reader, `drop schema ${jobsSchema} cascade`);
    const name = `serving_${process.pid}`;
    await rows(owner.reader, `create role ${name} login password 'x' in role ${serverRole}`);
    const serving = Object.assign(new URL(url), { username: name, password: "x" });
    await expect(migrate(serving.href)).rejects.toThrow(
      "run `caretype migrate` as the user that owns the tables",
    );
    await migrate(url);
    await migrate(serving.href);
    const handle = openDatabase({ url: serving.href });
    await rows(handle.reader, `select * from ${jobsSchema}.job`);
    await handle.close();
  });
});
