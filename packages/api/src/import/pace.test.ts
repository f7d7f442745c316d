import { openDatabase } from "@caretype/db";
import { createTestDatabase } from "@caretype/db/testing";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it, vi } from "vitest";
import { createPace, isAnybodyElse } from "./pace.ts";

/** A pace whose clock is moved by hand, and by its rests. */
function paceOn(isSomebodyThere: () => boolean) {
  const clock = { now: 0 };
  const rests: number[] = [];
  const looks: number[] = [];
  const pace = createPace({
    isAnybodyElse: async () => {
      looks.push(clock.now);
      return isSomebodyThere();
    },
    now: () => clock.now,
    sleep: async (milliseconds) => {
      rests.push(milliseconds);
      clock.now += milliseconds;
    },
  });
  const work = (milliseconds: number) => {
    clock.now += milliseconds;
    return pace.rest();
  };
  return { work, rests, looks };
}

describe("a pace", () => {
  it("rests for as long as it worked while somebody else is there, what took no time in one go", async () => {
    const { work, rests } = paceOn(() => true);
    for (const milliseconds of [5, 40, 1, 0.5, 0.75, 7]) await work(milliseconds);
    expect(rests).toEqual([5, 40, 2.25, 7]);
  });

  it("does not rest while nobody is, and notices who comes and goes", async () => {
    let isThere = false;
    const { work, rests, looks } = paceOn(() => isThere);
    for (let slice = 0; slice < 100; slice++) await work(5);
    expect(rests).toEqual([]);
    // Now and then, not each time.
    expect(looks).toEqual([5, 255]);
    isThere = true;
    await work(5);
    await work(5);
    expect(rests).toEqual([5, 5]);
    isThere = false;
    for (let slice = 0; slice < 100; slice++) await work(5);
    expect(rests.length).toBeLessThan(30);
  });
});

describe("somebody else", async () => {
  const testDatabase = await createTestDatabase();
  const [own, other] = [openDatabase({ url: testDatabase.url }), openDatabase({ url: testDatabase.url })];
  afterAll(async () => {
    await Promise.all([own.close(), other.close()]);
    await testDatabase.drop();
  });
  const pidQuery = sql`select pg_backend_pid() as pid`;

  it("is not the command itself, on the connection that looks and on that which works", async () => {
    await own.bulkTransaction(async (db) => {
      const [session] = await db.execute<{ pid: number }>(pidQuery);
      expect(await isAnybodyElse(own.reader, session?.pid ?? 0)).toBe(false);
      expect(await isAnybodyElse(own.reader, 0)).toBe(true);
    });
  });

  it("is whoever has a statement running, and no longer once it is idle", async () => {
    const [session] = await other.reader.execute<{ pid: number }>(pidQuery);
    const sleeping = other.reader.execute(sql`select pg_sleep(60)`).catch((error: unknown) => error);
    // Long enough for its last statement to count no more, were it idle.
    await own.reader.execute(sql`select pg_sleep(1.5)`);
    expect(await isAnybodyElse(own.reader, 0)).toBe(true);
    await own.reader.execute(sql`select pg_cancel_backend(${session?.pid ?? 0}::integer)`);
    expect(await sleeping).toBeInstanceOf(Error);
    expect(await isAnybodyElse(own.reader, 0)).toBe(true);
    await vi.waitFor(async () => expect(await isAnybodyElse(own.reader, 0)).toBe(false));
  });
});
