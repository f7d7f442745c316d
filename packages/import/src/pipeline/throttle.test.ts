import { openDatabase } from "@caretype/db";
import { createTestDatabase } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it, vi } from "vitest";
import { createThrottle, isOtherClientActive } from "./throttle.ts";

/** A throttle with a manual clock, which its pauses also advance. */
function throttleWithClock(isOther: () => boolean, allowance?: { left: number }) {
  const clock = { now: 0 };
  const pauses: number[] = [];
  const checks: number[] = [];
  const throttle = createThrottle({
    isOtherClientActive: async () => {
      checks.push(clock.now);
      return isOther();
    },
    ...(allowance && { allowance }),
    now: () => clock.now,
    sleep: async (milliseconds) => {
      pauses.push(milliseconds);
      clock.now += milliseconds;
    },
  });
  const work = (milliseconds: number) => {
    clock.now += milliseconds;
    return throttle.pause();
  };
  return { work, pauses, checks };
}

describe("a throttle", () => {
  it("pauses for as long as it worked while others are active, and sums up short slices", async () => {
    const { work, pauses } = throttleWithClock(() => true);
    await work(250);
    for (const milliseconds of [5, 40, 1, 0.5, 0.75, 7]) await work(milliseconds);
    expect(pauses).toEqual([5, 40, 2.25, 7]);
  });

  it("does not pause work of a quarter of a second", async () => {
    const { work, pauses, checks } = throttleWithClock(() => true);
    for (let slice = 0; slice < 50; slice++) await work(5);
    expect({ pauses, checks }).toEqual({ pauses: [], checks: [] });
    await work(5);
    expect(pauses).toEqual([5]);
  });

  it("pauses in each of many short checks, once they have used the allowance that they share", async () => {
    const allowance = { left: 250 };
    const pauses: number[] = [];
    for (let check = 0; check < 5; check++) {
      const one = throttleWithClock(() => true, allowance);
      await one.work(100);
      pauses.push(...one.pauses);
    }
    expect(pauses).toEqual([100, 100]);
  });

  it("does not pause while nobody is active, and adapts when that changes", async () => {
    let isThere = false;
    const { work, pauses, checks } = throttleWithClock(() => isThere);
    await work(250);
    for (let slice = 0; slice < 100; slice++) await work(5);
    expect(pauses).toEqual([]);
    // It checks occasionally, not every time.
    expect(checks).toEqual([255, 505]);
    isThere = true;
    await work(5);
    await work(5);
    expect(pauses).toEqual([5, 5]);
    isThere = false;
    for (let slice = 0; slice < 100; slice++) await work(5);
    expect(pauses.length).toBeLessThan(30);
  });
});

describe("another active client", async () => {
  const testDatabase = await createTestDatabase();
  const [own, other] = [openDatabase({ url: testDatabase.url }), openDatabase({ url: testDatabase.url })];
  afterAll(async () => {
    await Promise.all([own.close(), other.close()]);
    await testDatabase.drop();
  });
  const pidQuery = sql`select pg_backend_pid() as pid`;

  it("excludes the command's own connections", async () => {
    await own.bulkTransaction(async (db) => {
      const [session] = await db.execute<{ pid: number }>(pidQuery);
      expect(await isOtherClientActive(own.reader, session?.pid ?? 0)).toBe(false);
      expect(await isOtherClientActive(own.reader, 0)).toBe(true);
    });
  });

  it("has a running statement, and is inactive once idle", async () => {
    const [session] = await other.reader.execute<{ pid: number }>(pidQuery);
    const sleeping = other.reader.execute(sql`select pg_sleep(60)`).catch((error: unknown) => error);
    // Long enough for an idle connection to count as inactive.
    await own.reader.execute(sql`select pg_sleep(1.5)`);
    expect(await isOtherClientActive(own.reader, 0)).toBe(true);
    await own.reader.execute(sql`select pg_cancel_backend(${session?.pid ?? 0}::integer)`);
    expect(await sleeping).toBeInstanceOf(Error);
    expect(await isOtherClientActive(own.reader, 0)).toBe(true);
    await vi.waitFor(async () => expect(await isOtherClientActive(own.reader, 0)).toBe(false));
  });
});
