import { testTimeout } from "@caretype/test-database";
import { backendOf, rows, terminate, useDatabases } from "@caretype/test-database/use-databases";
import { describe, expect, it } from "vitest";
import {
  connectionsOf,
  type Database,
  type DatabaseHandle,
  DatabaseUnavailable,
  openDatabase,
} from "../index.ts";

/** Lasts while `hold` does. */
const search = "select pg_advisory_xact_lock(1)";
/** Longer than any delay of a busy machine. */
const searchTimeoutMilliseconds = testTimeout();

/** Makes searches last until the returned function is called. */
async function hold(database: DatabaseHandle): Promise<() => void> {
  const [held, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  void database.transaction(async (tx) => {
    await rows(tx, search);
    held.resolve();
    await released.promise;
  });
  await held.promise;
  return released.resolve;
}

describe.each([true, false])("the searcher, with prepare: %s", (prepare) => {
  const context = useDatabases();

  it("delays no other read, however many searches wait", async () => {
    const database = context.open({ prepare, searchTimeoutMilliseconds, waitMilliseconds: 500 });
    const release = await hold(context.open());
    const run = () => rows(database.searcher("practice"), search);
    const [first, ...others] = Array.from({ length: 20 }, run);
    for (let turn = 0; turn < 20; turn++) await rows(database.reader, "select 1");
    for (const refused of others) await expect(refused).rejects.toThrow("in time");
    release();
    await expect(first).resolves.toHaveLength(1);
  });

  it("keeps a connection for other callers", async () => {
    const waitMilliseconds = testTimeout();
    const database = context.open({ prepare, searchTimeoutMilliseconds, searchers: 2, waitMilliseconds });
    const release = await hold(context.open());
    const searches = [1, 2].map(() => rows(database.searcher("one"), search));
    await expect(rows(database.searcher("another"), "select 1")).resolves.toHaveLength(1);
    release();
    await Promise.all(searches);
  });

  it("serves next who was served longest ago", async () => {
    const database = context.open({ prepare, searchers: 1 });
    const order: string[] = [];
    const search = (caller: string) =>
      rows(database.searcher(caller), "select pg_sleep(0.02)").then(() => order.push(caller));
    const busy = ["one", "two", "three"].flatMap((caller) => [caller, caller, caller]).map(search);
    const [, , , second] = busy;
    await second;
    // It arrives late, and waits for the running search, not for one of each caller.
    await search("rare");
    await Promise.all(busy);
    expect(order.slice(0, 4)).toEqual(["one", "two", "three", "rare"]);
  });

  it("lets a call of several statements wait once", async () => {
    const database = context.open({ prepare, searchers: 1 });
    const order: string[] = [];
    const search = (caller: string, db = database.searcher(caller)) =>
      rows(db, "select pg_sleep(0.01)").then(() => order.push(caller));
    const others = ["one", "two", "three", "four"].flatMap((caller) => [caller, caller]);
    const busy = others.map((caller) => search(caller));
    const call = database.searcher("several");
    for (let statement = 0; statement < 3; statement++) await search("several", call);
    const [first, last] = [order.indexOf("several"), order.lastIndexOf("several")];
    // A caller chosen while an answer was read goes before that caller's next statement.
    expect(last - first).toBeLessThanOrEqual(4);
    await Promise.all(busy);
  });

  it("lets a call of many statements wait again", async () => {
    const database = context.open({ prepare, searchers: 1 });
    const order: string[] = [];
    const search = (caller: string, db = database.searcher(caller)) =>
      rows(db, "select pg_sleep(0.01)").then(() => order.push(caller));
    const calls = ["one", "two", "three"].map((caller) => database.searcher(caller));
    for (const call of calls) await search("busy", call);
    const busy = calls.map(async (call) => {
      for (let statement = 0; statement < 11; statement++) await search("busy", call);
    });
    await search("rare");
    expect(order.length).toBeLessThan(24);
    await Promise.all(busy);
  });

  it("forgets a client that leaves while it waits, and runs nothing for it", async () => {
    const database = context.open({ prepare, searchers: 1, searchTimeoutMilliseconds });
    const release = await hold(context.open());
    const held = rows(database.searcher("one"), search);
    const left = new AbortController();
    const waiting = rows(database.searcher("two", left), search);
    left.abort();
    await expect(waiting).rejects.toThrow("left");
    expect(database.usage().searchers.waiting).toBe(0);
    await expect(rows(database.searcher("two", left), search)).rejects.toThrow("left");
    release();
    await held;
  });

  it("bounds its queue in time, in length, and for each caller", async () => {
    const bounds = { searchers: 1, maxWaiting: 4, waitMilliseconds: 100 };
    const { searcher } = context.open({ prepare, searchTimeoutMilliseconds, ...bounds });
    const release = await hold(context.open());
    const held = rows(searcher("one"), search);
    const wait = (caller: string) => rows(searcher(caller), "select 1");
    const waiting = ["one", "two", "three"].map(wait);
    await expect(wait("one")).rejects.toThrow("Too many");
    waiting.push(wait("four"));
    await expect(wait("five")).rejects.toThrow("Too many");
    for (const one of waiting) await expect(one).rejects.toThrow("in time");
    release();
    await held;
    await expect(rows(searcher("one"), "select 1 as one")).resolves.toEqual([{ one: 1 }]);
  });

  it("is bounded by its own timeout", async () => {
    const { searcher } = context.open({ prepare, searchTimeoutMilliseconds: 300 });
    const [row] = await rows(searcher("one"), "select current_setting('statement_timeout') as bound");
    expect(row).toEqual({ bound: "300ms" });
    await expect(rows(searcher("one"), "select pg_sleep(5)")).rejects.toMatchObject({
      cause: { code: "57014" },
    });
  });

  it("replaces a lost connection", async () => {
    const database = context.open({ prepare, searchers: 1 });
    const pid = await backendOf(database.searcher("one"));
    const lost = rows(database.searcher("one"), "select pg_sleep(5)");
    const next = backendOf(database.searcher("one"));
    const refused = expect(lost).rejects.toThrow(DatabaseUnavailable);
    await terminate(database.reader, `pid = ${pid}`);
    await refused;
    expect(await next).not.toBe(pid);
  });

  it("closes with its handle", async () => {
    const database = openDatabase({ url: context.url, prepare });
    await rows(database.searcher("one"), "select 1");
    await database.close();
    await expect(rows(database.searcher("one"), "select 1")).rejects.toThrow(DatabaseUnavailable);
  });
});

describe("connectionsOf", () => {
  const context = useDatabases();

  it("returns the most connections that a handle opens", async () => {
    const settings = { readers: 2, writers: 3, searchers: 4 };
    const database = context.open(settings);
    const held = Promise.withResolvers<void>();
    const hold = async (tx: Database) => {
      await rows(tx, "select 1");
      await held.promise;
    };
    const many = [1, 2, 3, 4, 5, 6];
    const sleep = "select pg_sleep(0.1)";
    await database.listen(
      "channel",
      () => undefined,
      () => undefined,
    );
    const busy = [
      ...many.map((caller) => database.transaction(hold, { caller: `caller ${caller}` })),
      ...many.map((caller) => rows(database.searcher(`caller ${caller}`), sleep)),
      ...Array.from({ length: 40 }, () => rows(database.reader, sleep)),
      ...many.map(() => rows(database.appender, sleep)),
      database.bulkTransaction(hold),
    ];
    const observer = context.open({ readers: 1 });
    const count = "select count(*) as n from pg_stat_activity where datname = current_database()";
    const most = connectionsOf(settings);
    expect(most).toBe(12);
    await expect.poll(async () => (await rows(observer.reader, count))[0]?.n).toBe(most + 1);
    held.resolve();
    await Promise.allSettled(busy);
    expect((await rows(observer.reader, count))[0]?.n).toBeLessThanOrEqual(most + 1);
  });
});
