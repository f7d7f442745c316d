import { rows, timeoutsOf, useDatabases } from "@caretype/test-database/use-databases";
import { beforeAll, describe, expect, it } from "vitest";
import { applyMigrations } from "./apply-migrations.ts";
import { Connection } from "./connection/connection.ts";
import { parseDatabaseUrl } from "./connection/settings.ts";
import type { DatabaseHandle } from "./index.ts";

const context = useDatabases({ migrated: true });
let database: DatabaseHandle;
let newest: number;

beforeAll(async () => {
  database = context.open();
  const [row] = await rows(database.reader, "select newest_migration() as newest");
  newest = Number(row?.newest);
});

const connect = () =>
  new Connection({
    address: parseDatabaseUrl(context.url),
    prepare: false,
    connectTimeoutMilliseconds: 5_000,
    statementTimeoutMilliseconds: 0,
  });

/** Applies migrations of the given statements, like a separate process. */
async function apply(...migrations: string[][]) {
  const connection = connect();
  try {
    const added = migrations.map((sql, index) => {
      const time = newest + index + 1;
      return { name: `later_${time}`, time, sql, hash: String(time) };
    });
    await applyMigrations(connection, added, connect);
  } finally {
    await connection.end();
  }
}

const indexes = (name: string) =>
  rows(
    database.reader,
    `select indisvalid as "isValid" from pg_index where indexrelid = to_regclass('${name}')`,
  );

const begin = "lock table patient in access share mode";

describe("applying migrations while servers run", () => {
  it("does not make readers wait for a long transaction, and waits for that itself", async () => {
    let migrating: Promise<void> | undefined;
    const alter = `alter table patient add column later_${newest} text`;
    await database.transaction(async (tx) => {
      await rows(tx, begin);
      migrating = apply([alter]);
      migrating.catch(() => undefined);
      const waits = () =>
        rows(database.reader, "select from pg_locks where not granted and relation = 'patient'::regclass");
      await expect.poll(waits, { interval: 5 }).toHaveLength(1);
      // This read waits behind the migration. It would wait for the whole transaction.
      expect(await rows(database.reader, "select from patient where false")).toEqual([]);
    });
    await migrating;
    const [added] = await rows(database.reader, `select count(later_${newest}) from patient`);
    expect(added).toEqual({ count: 0 });
    newest += 1;
  });

  it("keeps what was applied before a failure, and goes on there", async () => {
    const first = ["create table later_first ()"];
    await expect(apply(first, ["create table later_first ()"])).rejects.toThrow();
    await apply(first, ["create table later_second ()"]);
    expect(await rows(database.reader, "select to_regclass('later_second') is not null as created")).toEqual([
      { created: true },
    ]);
    newest += 2;
  });

  it("makes an index concurrently in one of two processes, also where an interrupted one is left", async () => {
    const make = `-- For a list.\nCREATE INDEX CONCURRENTLY "later_idx" ON "patient" ("practice_id","address")`;
    await rows(database.reader, `create index later_idx on patient (id)`);
    await rows(
      database.reader,
      "update pg_index set indisvalid = false where indexrelid = 'later_idx'::regclass",
    );
    await Promise.all([apply([make]), apply([make])]);
    expect(await indexes("later_idx")).toEqual([{ isValid: true }]);
    newest += 1;
    await apply(['DROP INDEX CONCURRENTLY "later_idx"']);
    expect(await indexes("later_idx")).toEqual([]);
    newest += 1;
  });

  it("takes as long as it takes, whatever the timeouts of the database", async () => {
    const name = new URL(context.url).pathname.slice(1);
    const timeouts = await timeoutsOf(database.reader);
    for (const timeout of timeouts)
      await rows(database.reader, `alter database "${name}" set ${timeout} = '1min'`);
    const unlessZero = (setting: string) =>
      `if current_setting('${setting}', true) <> '0' then raise '${setting}'; end if;`;
    const check = (body: string) =>
      `create function unlimited() returns int immutable language plpgsql as $$ begin ${body} return 1; end $$`;
    await apply(
      [
        check(
          ["statement_timeout", "transaction_timeout", "idle_in_transaction_session_timeout"]
            .map(unlessZero)
            .join(""),
        ),
      ],
      ["create table later_timed as select unlimited() as value"],
      ["drop function unlimited"],
      [check(["statement_timeout", "transaction_timeout", "lock_timeout"].map(unlessZero).join(""))],
      ["create index concurrently later_timed_idx on later_timed ((value + unlimited()))"],
    );
    expect(await indexes("later_timed_idx")).toEqual([{ isValid: true }]);
    for (const timeout of timeouts) await rows(database.reader, `alter database "${name}" reset ${timeout}`);
    newest += 5;
  });

  it("refuses other statements beside concurrent ones", async () => {
    const mixed = ["create table later_third ()", "create index concurrently later_idx on patient (id)"];
    await expect(apply(mixed)).rejects.toThrow("contains only such statements");
  });
});
