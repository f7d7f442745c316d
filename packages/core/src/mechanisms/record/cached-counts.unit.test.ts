import { openDatabase } from "@caretype/db";
import { beforeEach, expect, it } from "vitest";
import { asId, type PracticeId } from "../../kernel/field/ids.ts";
import { cacheCounts } from "./cached-counts.ts";

/** Never connects, as no statement runs. */
const { reader } = openDatabase({ url: "postgres://nobody@127.0.0.1:1/none" });

let now: number;
beforeEach(() => {
  // The cache treats an entry from instant 0 as never expiring.
  now = 1;
});
const advance = (milliseconds: number) => {
  now += milliseconds;
};

/** Returns a function that resolves to the number of counts so far. */
function counterOf(rows: () => number) {
  let times = 0;
  const counts = cacheCounts({
    count: async () => {
      times += 1;
      const [time, counted] = [times, rows()];
      await Promise.resolve();
      return { time, rows: counted };
    },
    rowsOf: (counted) => counted.rows,
    minimumRows: 100,
    now: () => now,
  });
  return async (practiceId = asId<PracticeId>("one")) => (await counts(reader, practiceId)).time;
}

it("counts a small practice on each call, and what was called meanwhile once more", async () => {
  const count = counterOf(() => 99);
  expect(await count()).toBe(1);
  expect(await Promise.all([count(), count(), count(), count(asId("another")), count()])).toEqual([
    2, 4, 4, 3, 4,
  ]);
  expect(await count()).toBe(5);
});

it("counts a large practice once a minute", async () => {
  const count = counterOf(() => 100);
  expect(await count()).toBe(1);
  expect(await count()).toBe(1);
  expect(await count(asId("another"))).toBe(2);
  advance(59_000);
  expect(await count()).toBe(1);
  advance(2_000);
  expect(await Promise.all([count(), count(), count()])).toEqual([3, 3, 3]);
});

it("stops caching a practice that has become small", async () => {
  let rows = 100;
  const count = counterOf(() => rows);
  await count();
  rows = 99;
  advance(61_000);
  expect(await count()).toBe(2);
  expect(await count()).toBe(3);
});

it("does not cache a failed count", async () => {
  let isDown = false;
  const count = counterOf(() => {
    if (isDown) throw new Error("down");
    return 100;
  });
  await count();
  advance(61_000);
  isDown = true;
  for (const failed of [count(), count()]) await expect(failed).rejects.toThrow("down");
  isDown = false;
  expect(await count()).toBe(4);
});
