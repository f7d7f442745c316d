import { backendOf, rows, terminate, useDatabases } from "@caretype/test-database/use-databases";
import { describe, expect, it } from "vitest";
import { constraintOf, type Database, DatabaseUnavailable, sqlStateOf } from "../index.ts";

const command = "copy bulk from stdin";

async function* lines(from: number, to: number) {
  for (let id = from; id < to; id++) yield `${id}\trow\n`;
}

async function* brokenSource() {
  yield* lines(0, 20_000);
  throw new Error("the file is broken");
}

describe("copyFrom", () => {
  const context = useDatabases();

  async function openWithTable() {
    const database = context.open();
    await rows(database.reader, "drop table if exists bulk");
    await rows(database.reader, "create table bulk (id int constraint bulk_pkey primary key, note text)");
    return database;
  }
  const count = async (database: Database) => (await rows(database, "select count(*) as n from bulk"))[0]?.n;

  it("streams rows in constant memory, among other statements of the transaction", async () => {
    const database = await openWithTable();
    const before = process.memoryUsage.rss();
    await database.bulkTransaction(async (tx) => {
      await rows(tx, "insert into bulk values (-1, 'before')");
      await tx.copyFrom(command, lines(0, 300_000));
      expect(await count(tx)).toBe(300_001);
    });
    expect(await count(database.reader)).toBe(300_001);
    expect(process.memoryUsage.rss() - before).toBeLessThan(120e6);
  });

  it.each([
    ["in the middle", [lines(0, 5), lines(0, 50_000)]],
    ["at the very end", [lines(0, 5), lines(4, 5)]],
  ])("rejects with the server's error %s", async (_, sources) => {
    const database = await openWithTable();
    const all = async function* () {
      for (const source of sources) yield* source;
    };
    const work = database.bulkTransaction((tx) => tx.copyFrom(command, all()));
    await expect(work).rejects.toSatisfy((error) => constraintOf(error) === "bulk_pkey");
    expect(await count(database.reader)).toBe(0);
  });

  it("rejects with the source's error", async () => {
    const database = await openWithTable();
    const work = database.bulkTransaction((tx) => tx.copyFrom(command, brokenSource()));
    await expect(work).rejects.toThrow("the file is broken");
    expect(await count(database.reader)).toBe(0);
  });

  it("refuses other commands, and statements while it runs", async () => {
    const database = await openWithTable();
    await expect(database.bulkTransaction((tx) => tx.copyFrom("select 1", lines(0, 1)))).rejects.toThrow(
      "COPY",
    );
    const wrong = database.bulkTransaction((tx) => tx.copyFrom("copy nowhere from stdin", lines(0, 1)));
    await expect(wrong).rejects.toSatisfy((error) => sqlStateOf(error) === "42P01");
    await database.bulkTransaction(async (tx) => {
      const copy = tx.copyFrom(command, lines(0, 1_000));
      await expect(rows(tx, "select 1")).rejects.toMatchObject({
        cause: { message: expect.stringContaining("COPY") },
      });
      await copy;
    });
    expect(await count(database.reader)).toBe(1_000);
  });

  it("rejects as unavailable when the connection is lost", async () => {
    const database = await openWithTable();
    const endless = async function* (pid: number) {
      yield* lines(0, 10_000);
      await terminate(database.reader, `pid = ${pid}`);
      yield* lines(10_000, 10_000_000);
    };
    const work = database.bulkTransaction(async (tx) => tx.copyFrom(command, endless(await backendOf(tx))));
    await expect(work).rejects.toThrow(DatabaseUnavailable);
    expect(await count(database.reader)).toBe(0);
  });
});
