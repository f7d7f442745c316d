import { executeStatement } from "@caretype/db/connection";
import { afterAll, expect, it } from "vitest";
import { moveClockStatement } from "./movable-clock.ts";
import { prepareDatabase, takeDatabase } from "./spare-database.ts";
import type { TestDatabase } from "./test-database.ts";

const taken: TestDatabase[] = [];
afterAll(() => Promise.all(taken.map((database) => database.drop())));

async function take() {
  const database = await takeDatabase();
  taken.push(database);
  return database;
}

it("gives each taker a database of its own, whether a spare one is there or not", async () => {
  await Promise.all([take(), take()]);
  prepareDatabase();
  await Promise.all([take(), take(), take()]);
  expect(new Set(taken.map(({ url }) => url)).size).toBe(5);
  for (const [days, { url }] of taken.entries()) {
    expect(await executeStatement(url, "select count(*)::int as accounts from account")).toEqual([
      { accounts: 0 },
    ]);
    await executeStatement(url, moveClockStatement(days * 86_400_000));
  }
  const ahead = "select round(extract(epoch from now() - machine_now()) / 86400)::int as days";
  const moved = await Promise.all(taken.map(({ url }) => executeStatement(url, ahead)));
  expect(moved.flat()).toEqual([0, 1, 2, 3, 4].map((days) => ({ days })));
});

it("has a clock that moves for each function that tells the time", async () => {
  const { url } = await take();
  await executeStatement(url, moveClockStatement(-86_400_000));
  const times = ["now", "transaction_timestamp", "statement_timestamp", "clock_timestamp"];
  const differences = times.map(
    (name) => `round(extract(epoch from ${name}() - machine_now()) / 86400)::int as ${name}`,
  );
  const [row] = await executeStatement(url, `select ${differences.join(", ")}`);
  expect(Object.values(row ?? {})).toEqual([-1, -1, -1, -1]);
});
