import { randomUUID } from "node:crypto";
import { isOnCitus } from "@caretype/test-database";
import { rows, useDatabases } from "@caretype/test-database/use-databases";
import { beforeAll, describe, expect, it } from "vitest";
import { type Database, type DatabaseHandle, makeAuditPartitions, migrate, sqlStateOf } from "./index.ts";

const context = useDatabases();
let database: DatabaseHandle;
let databaseUrl = "";

beforeAll(async () => {
  databaseUrl = await context.createDatabase({ migrated: true });
  // Simulates two months without a server start on Citus.
  await migrate(databaseUrl);
  database = context.open({ url: databaseUrl });
});

/** A database created then lacks the earlier months. */
const partitions = async () =>
  (
    await rows(
      database.reader,
      "select relname as name from pg_class where relispartition and relkind = 'r' and relnamespace = 'public'::regnamespace order by 1",
    )
  )
    .map(({ name }) => String(name))
    .filter((name) => name >= partitionOf(0));

const monthFromNow = (months: number) => {
  const now = new Date();
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months));
  return first.toISOString().slice(0, 7).replace("-", "_");
};
const partitionOf = (months: number) => `audit_entry_${monthFromNow(months)}`;
const everyPartition = [...[0, 1, 2, 3].map(partitionOf), "audit_entry_default"];

/** Resolves to its practice, which no other entry has. */
async function insertEntry(db: Database, at = new Date().toISOString()) {
  const id = randomUUID();
  await rows(
    db,
    `insert into audit_entry (practice_id, at, id, action, outcome) values ('${id}', '${at}', '${id}', 'test', 'ok')`,
  );
  return id;
}

/** Citus does not report a row's partition. */
async function partitionsWith(id: string, db = database.reader) {
  const found = await Promise.all(
    (await partitions()).map(async (name) =>
      (await rows(db, `select id from ${name} where practice_id = '${id}'`)).map(() => name),
    ),
  );
  return found.flat();
}

/** Insufficient privilege. Citus refuses some statements earlier. */
const refusals = isOnCitus() ? ["42501", "0A000", "XX000"] : ["42501"];

const refusalOf = (statement: string) =>
  rows(database.reader, statement).then(
    () => "done",
    (error: unknown) => sqlStateOf(error),
  );

describe("the partitions of the audit", () => {
  it("exist for this month and the next three, with a default partition for other times", async () => {
    expect(await partitions()).toEqual(everyPartition);
    expect(await partitionsWith(await insertEntry(database.reader))).toEqual([partitionOf(0)]);
    const old = await insertEntry(database.reader, "1999-12-31 23:59:59Z");
    expect(await partitionsWith(old)).toEqual(["audit_entry_default"]);
  });

  it("meet at the first instant of a month in UTC, in any session time zone", async () => {
    const [next, last] = await rows(
      database.reader,
      `select pg_get_expr(relpartbound, oid) as bounds from pg_class
       where relname in ('${partitionOf(1)}', '${partitionOf(0)}') order by relname desc`,
    );
    const begin = `${monthFromNow(1).replace("_", "-")}-01 00:00:00+00`;
    expect(next?.bounds).toContain(`FROM ('${begin}')`);
    expect(last?.bounds).toContain(`TO ('${begin}')`);
  });

  it("have each index and trigger of the table", async () => {
    const [table] = await rows(database.reader, indexesAndTriggers("audit_entry"));
    expect(table).toEqual({ indexes: 6, triggers: "row A, truncate A" });
    for (const name of everyPartition) {
      expect(await rows(database.reader, indexesAndTriggers(name)), name).toEqual([table]);
    }
  });

  it(`are created once by concurrent calls, also ${isOnCitus() ? "after" : "beside"} a transaction that has written`, async () => {
    const others = [1, 2, 3].map(() => context.open({ url: databaseUrl, readers: 1 }));
    const makers = [database, ...others].map(({ reader }) => reader);
    for (let round = 0; round < 10; round++) {
      await rows(database.reader, `drop table ${partitionOf(2)}, ${partitionOf(3)}`);
      const make = () => Promise.all(makers.map(makeAuditPartitions));
      await database.transaction(async (tx) => {
        await insertEntry(tx);
        // Citus locks all months for an insert, and the default one to add a month.
        if (!isOnCitus()) await make();
      });
      if (isOnCitus()) await make();
      expect(await partitions()).toEqual(everyPartition);
    }
  });

  it("are created at each start, because a server may have been off for months", async () => {
    const url = await context.createDatabase({ migrated: true });
    const other = context.open({ url });
    await rows(other.reader, `drop table if exists ${partitionOf(0)}`);
    await migrate(url);
    expect(await partitionsWith(await insertEntry(other.reader), other.reader)).toEqual([partitionOf(0)]);
  });

  it("keep no start waiting for a transaction that has written", async () => {
    await rows(database.reader, `drop table ${partitionOf(3)}`);
    await database.transaction(async (tx) => {
      await insertEntry(tx);
      await migrate(databaseUrl);
    });
    await makeAuditPartitions(database.reader);
    expect(await partitions()).toEqual(everyPartition);
  });

  it("are created for other months if the default partition has rows of one month", async () => {
    await rows(database.reader, `drop table ${partitionOf(2)}, ${partitionOf(3)}`);
    await insertEntry(database.reader, `${monthFromNow(2).replace("_", "-")}-03`);
    await makeAuditPartitions(database.reader);
    expect(await partitions()).toEqual(everyPartition.filter((name) => name !== partitionOf(2)));
  });
});

const indexesAndTriggers = (table: string) => `
  select
    (select count(*) from pg_index where indrelid = '${table}'::regclass and indisvalid) as indexes,
    (select string_agg(case when tgtype & 32 > 0 then 'truncate ' else 'row ' end || tgenabled::text, ', ' order by tgtype)
      from pg_trigger where tgrelid = '${table}'::regclass and tgfoid = 'refuse_audit_change'::regproc
    ) as triggers`;

describe("an audit entry", () => {
  const partition = partitionOf(0);
  const changes = [
    "update audit_entry set outcome = 'ok'",
    `update ${partition} set outcome = 'ok'`,
    "update audit_entry set at = at + interval '1 month'",
    "delete from audit_entry",
    `delete from ${partition}`,
    "truncate audit_entry",
    `truncate ${partition}`,
    "truncate audit_entry_default",
    `insert into audit_entry select * from audit_entry
     on conflict (practice_id, at, id) do update set outcome = 'changed'`,
    `merge into audit_entry as old using audit_entry as same on old.id = same.id when matched then delete`,
    "set session_replication_role = replica; delete from audit_entry",
    "set session_replication_role = replica; truncate audit_entry",
  ];

  it.each(changes)("cannot be changed by the database's owner with %s", async (change) => {
    await insertEntry(database.reader);
    const before = await rows(database.reader, "select * from audit_entry order by id");
    expect(before.length).toBeGreaterThan(0);
    expect(refusals).toContain(await refusalOf(change));
    expect(await rows(database.reader, "select * from audit_entry order by id")).toEqual(before);
  });
});
