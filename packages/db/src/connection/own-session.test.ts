import { rows, timeoutsOf, useDatabases } from "@caretype/test-database/use-databases";
import { beforeAll, describe, expect, it } from "vitest";
import {
  type Database,
  inspectConnection,
  migrate,
  readConnectionLimits,
  readSchemaState,
} from "../index.ts";

const settings = [
  "bytea_output = escape",
  "standard_conforming_strings = off",
  "datestyle = german",
  "timezone = 'Asia/Tokyo'",
  "client_encoding = latin1",
  "default_transaction_isolation = serializable",
  "jit = on",
];

/** A backslash, a zero, a letter, and an invalid byte. */
const bytes = Buffer.from("5c004141ff", "hex");

describe("a database with settings of its own", () => {
  const context = useDatabases();

  beforeAll(async () => {
    const { reader } = context.open();
    for (const setting of settings)
      await rows(reader, `alter database "${new URL(context.url).pathname.slice(1)}" set ${setting}`);
  });

  const read = async (database: Database) => {
    const [found] = await rows(
      database,
      String.raw`select '\é' as text, decode('${bytes.toString("hex")}', 'hex') as bytes, timestamptz '2026-02-01 10:00Z' as at,
        current_setting('transaction_isolation') as isolation`,
    );
    return found;
  };
  const expected = { text: String.raw`\é`, bytes, at: "2026-02-01 10:00:00+00" };

  it.each([true, false])("is read the same, with prepare %s, also by a URL with others", async (prepare) => {
    const url = `${context.url}?timezone=Asia/Tokyo&DateStyle=German&CLIENT_ENCODING=latin1`;
    const { reader, transaction, bulkTransaction } = context.open({ url, prepare });
    expect(await read(reader)).toMatchObject(expected);
    const inTransaction = { ...expected, isolation: "read committed" };
    expect(await transaction(read)).toEqual(inTransaction);
    expect(await bulkTransaction(read)).toEqual(inTransaction);
  });

  it("compiles no statement for many rows, which takes seconds", async () => {
    const { bulkTransaction } = context.open();
    const jit = await bulkTransaction((tx) => rows(tx, "select current_setting('jit') as jit"));
    expect(jit).toEqual([{ jit: "off" }]);
  });
});

describe("a database whose timeouts are tiny", () => {
  const context = useDatabases();
  const sleep = (database: Database) => rows(database, "select pg_sleep(0.25)");

  beforeAll(async () => {
    const { reader } = context.open();
    for (const timeout of await timeoutsOf(reader))
      await rows(
        reader,
        `alter database "${new URL(context.url).pathname.slice(1)}" set ${timeout} = '100ms'`,
      );
  });

  it("is migrated, started and served all the same", async () => {
    await inspectConnection(context.url, { prepare: true });
    await migrate(context.url);
    expect((await readSchemaState(context.url)).state).toBe("current");
    await readConnectionLimits(context.url);
    const { reader, searcher, transaction, bulkTransaction } = context.open();
    for (const slept of [sleep(reader), sleep(searcher("a")), transaction(sleep), bulkTransaction(sleep)])
      expect(await slept).toHaveLength(1);
  });

  it("runs transactions behind a pooler, too", async () => {
    const { transaction, bulkTransaction } = context.open({ prepare: false });
    expect(await transaction(sleep)).toHaveLength(1);
    expect(await bulkTransaction(sleep)).toHaveLength(1);
  });
});
