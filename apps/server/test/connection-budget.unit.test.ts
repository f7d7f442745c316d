import { type ConnectionLimits, connectionsOf } from "@caretype/db";
import { expect, test } from "vitest";
import { connectionBudget, TooFewConnections } from "../src/start/connection-budget.ts";

const stock: ConnectionLimits = { max: 100, reserved: 3, role: null, database: null };
const all = { readers: 2, writers: 8, searchers: 3 };
const budgetOf = (processes: number, limits = stock) => connectionBudget(processes, limits, all);

test("an ordinary database grants each process all connections that it wants", () => {
  expect(budgetOf(2, stock)).toEqual({
    processes: 2,
    pools: all,
    isTight: false,
    text: "2 × 16 of 100",
  });
});

test("many processes share the available connections", () => {
  expect(budgetOf(5, stock)).toMatchObject({ pools: all, isTight: false });
  expect(budgetOf(6, stock)).toMatchObject({
    pools: { readers: 2, writers: 6, searchers: 3 },
    isTight: true,
    text: "6 × 14 of 100",
  });
  expect(budgetOf(14, stock).pools).toEqual({ readers: 1, writers: 1, searchers: 1 });
});

test("the lowest limit applies, and is shown", () => {
  expect(budgetOf(2, { ...stock, role: 20 }).text).toBe("2 × 8 of 20");
  expect(budgetOf(2, { ...stock, database: 15 }).text).toBe("2 × 6 of 15");
  expect(budgetOf(2, { ...stock, role: 500 }).text).toBe("2 × 16 of 100");
});

test("for all numbers, the pools fit into the grant with room to spare, and each kind has a connection", () => {
  const wrong: unknown[] = [];
  let [divided, refused] = [0, 0];
  for (const [processes, max] of pairs(64, 320)) {
    for (const limits of [
      { ...stock, max },
      { ...stock, role: max },
      { ...stock, database: max },
    ]) {
      const granted = Math.min(limits.max - 3, limits.role ?? 999, limits.database ?? 999);
      const fits = granted - Math.max(2, Math.min(10, Math.floor(granted / 5))) >= processes * 6;
      try {
        const { pools, text } = budgetOf(processes, limits);
        divided += 1;
        const perProcess = connectionsOf(pools);
        const isSaid = text.startsWith(`${processes} × ${perProcess} of `);
        const hasEach = Object.values(pools).every((count) => count >= 1) && pools.writers <= all.writers;
        if (!fits || processes * perProcess + 2 > granted || !isSaid || !hasEach)
          wrong.push({ processes, limits });
      } catch (error) {
        if (!(error instanceof TooFewConnections)) throw error;
        refused += 1;
        if (fits) wrong.push({ processes, limits });
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(Math.min(divided, refused)).toBeGreaterThan(1_000);
});

function* pairs(most: number, maxOther: number): Generator<[number, number]> {
  for (let one = 1; one <= most; one++) for (let other = 1; other <= maxOther; other++) yield [one, other];
}

test("too few connections are refused, with a number of processes that would work", () => {
  expect(() => budgetOf(8, { ...stock, max: 20 })).toThrow(
    new TooFewConnections(
      "The database grants 17 connections, and 3 of them stay free for commands. 8 processes need at least 48: " +
        "set WEB_CONCURRENCY to 2 or less, or raise its max_connections or the limit of its role or database.",
    ),
  );
  expect(() => budgetOf(1, { ...stock, role: 4 })).toThrow("raise its max_connections, or the limit");
  expect(() => budgetOf(1, { ...stock, max: 3 })).toThrow("grants 0 connections");
});
