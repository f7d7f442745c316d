import { testTimeout, waitTimeout } from "@caretype/test-database";
import { rows, useDatabases } from "@caretype/test-database/use-databases";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type Database, type DatabaseHandle, DatabaseUnavailable } from "../index.ts";
import { waitBounds } from "./settings.ts";

// Each lock is held until the test releases it. Only statements that need it may time out.

const context = useDatabases();
let holder: DatabaseHandle;

beforeAll(async () => {
  holder = context.open();
  await rows(holder.reader, "create table held (id int primary key); insert into held values (1)");
  await rows(holder.reader, "create table free (id int)");
});

/** Runs `during` while the table cannot be read, or its row cannot be changed. */
async function whileHeld(command: string, during: () => Promise<void>) {
  await holder.transaction(async (tx) => {
    await rows(tx, command);
    await during();
  });
}

/** Both waits are longer than a test may take. */
const unbounded = { waitMilliseconds: testTimeout(), statementTimeoutMilliseconds: 0 };
const lockedTable = "lock table held in access exclusive mode";
const lockedRow = "select from held where id = 1 for update";
const outcomeOf = (call: Promise<unknown>) =>
  call.then(
    () => "answered",
    (error: unknown) => error,
  );

describe("transactions that wait for a lock", () => {
  const change = (tx: Database) => rows(tx, "update held set id = id");
  const write = (tx: Database) => rows(tx, "insert into free values (1)");

  it("leave connections for other practices, however many are waiting", async () => {
    // No timeouts, so that neither they nor a busy machine let the others through.
    const database = context.open({ writers: 4, ...unbounded });
    let stuck: Promise<unknown>[] = [];
    await whileHeld(lockedRow, async () => {
      stuck = Array.from({ length: 30 }, () => outcomeOf(database.transaction(change, { caller: "one" })));
      for (let turn = 0; turn < 20; turn++) await database.transaction(write, { caller: "another" });
    });
    expect(await Promise.all(stuck)).toEqual(Array(30).fill("answered"));
  });

  it("give up before others time out, if several practices hold all connections", async () => {
    expect(waitBounds.lockMilliseconds).toBeLessThan(waitBounds.connectionMilliseconds);
    // A generous timeout, so that a busy machine does not end the wait.
    const database = context.open({ writers: 4, waitMilliseconds: waitTimeout() });
    await whileHeld(lockedRow, async () => {
      let ended = 0;
      const stuck = ["one", "two", "three"].flatMap((caller) =>
        Array.from({ length: 4 }, () =>
          outcomeOf(database.transaction(change, { caller })).then(() => ended++),
        ),
      );
      await database.transaction(write, { caller: "another" });
      expect(ended).toBeLessThan(8);
      await Promise.all(stuck);
    });
  });

  it("fail at once if no connection becomes free and as many wait already as hold one", async () => {
    // No timeouts, so that none of them ends the wait.
    const database = context.open({ writers: 4, ...unbounded });
    const waiting: Promise<unknown>[] = [];
    const refused: unknown[] = [];
    const call = () => {
      const outcome = database.transaction(change, { caller: "one" });
      outcome.catch((error: unknown) => refused.push(error));
      waiting.push(outcomeOf(outcome));
    };
    await whileHeld(lockedRow, async () => {
      for (let times = 0; times < 6; times++) call();
      await vi.waitFor(() => {
        call();
        expect(refused).not.toEqual([]);
      });
    });
    expect(refused[0]).toBeInstanceOf(DatabaseUnavailable);
    expect(refused[0]).toMatchObject({
      message: "All database connections are blocked.",
      retryAfterSeconds: 2,
    });
    // Every call that was allowed to wait has been answered.
    const outcomes = await Promise.all(waiting);
    expect(outcomes.filter((outcome) => outcome !== "answered")).toEqual(refused);
  });
});

describe("transactions that are merely slow", () => {
  const { blockedMilliseconds } = waitBounds;
  afterEach(() => Object.assign(waitBounds, { blockedMilliseconds }));

  it("let others wait, however long they hold all connections", async () => {
    const database = context.open({ writers: 4, ...unbounded });
    Object.assign(waitBounds, { blockedMilliseconds: 0 });
    const { promise: opened, resolve: open } = Promise.withResolvers<void>();
    const slow = async (tx: Database) => {
      await rows(tx, "select 1");
      await opened;
    };
    const calls = Array.from({ length: 30 }, () => outcomeOf(database.transaction(slow, { caller: "one" })));
    await vi.waitFor(() => expect(database.usage().writers).toMatchObject({ busy: 3, waiting: 27 }));
    open();
    expect(await Promise.all(calls)).toEqual(Array(30).fill("answered"));
  });
});

describe.each([true, false])("reads that wait for a lock, with prepare: %s", (prepare) => {
  const stuckRead = "select id from held";
  const otherRead = "select id from free where id < 0";

  it("block no other reads, once one has timed out", async () => {
    const database = context.open({ prepare, readers: 4 });
    await rows(database.reader, stuckRead);
    await whileHeld(lockedTable, async () => {
      const read = (text: string) => outcomeOf(rows(database.reader, text));
      const first = await Promise.all(Array.from({ length: 30 }, () => read(stuckRead)));
      expect(first.filter((outcome) => outcome === "answered")).toEqual([]);
      const outcomes: string[] = [];
      const stuck: Promise<unknown>[] = [];
      const again = () => stuck.push(read(stuckRead).then((outcome) => outcomes.push(String(outcome))));
      for (let times = 0; times < 30; times++) again();
      for (let turn = 0; turn < 20; turn++) expect(await read(otherRead)).toBe("answered");
      // As many statements wait as there are connections. Without progress, further ones fail at once.
      await vi.waitFor(() => {
        again();
        expect(outcomes.join()).toContain("locked");
      });
      await Promise.all(stuck);
      expect(outcomes).not.toContain("answered");
    });
    await expect.poll(() => outcomeOf(rows(database.reader, stuckRead))).toBe("answered");
    const many = Array.from({ length: 30 }, () => outcomeOf(rows(database.reader, stuckRead)));
    expect(new Set(await Promise.all(many))).toEqual(new Set(["answered"]));
  });

  it("fail the statements sent after them on their connection, instead of blocking them", async () => {
    const database = context.open({ prepare, readers: 1 });
    await rows(database.reader, stuckRead);
    await whileHeld(lockedTable, async () => {
      const outcomes = Array.from({ length: 10 }, () => outcomeOf(rows(database.reader, stuckRead)));
      outcomes.push(outcomeOf(rows(database.reader, otherRead)));
      const all = await Promise.all(outcomes);
      // The first has waited for the lock. Those after it never reached the table.
      const lost = all.slice(1).filter((outcome) => String(outcome).includes("DatabaseUnavailable"));
      expect(lost.length).toBe(10);
      await expect(rows(database.reader, otherRead)).resolves.toEqual([]);
    });
  });
});
