import { setTimeout as pause } from "node:timers/promises";
import { backendOf, rows, useDatabases } from "@caretype/test-database/use-databases";
import { describe, expect, it } from "vitest";

describe("the reader", () => {
  const context = useDatabases();

  it("sends statements of one event-loop iteration on one connection, at most sixteen", async () => {
    const { reader } = context.open({ readers: 3 });
    const backends = await Promise.all(Array.from({ length: 40 }, () => backendOf(reader)));
    const together = [backends.slice(0, 16), backends.slice(16, 32), backends.slice(32)];
    expect(together.map((of) => new Set(of).size)).toEqual([1, 1, 1]);
    expect(new Set(backends).size).toBe(3);
  });

  it("lets later statements overtake a slow one", async () => {
    const { reader } = context.open({ readers: 2 });
    let isDone = false;
    const long = rows(reader, "select pg_sleep(1)").then(() => {
      isDone = true;
    });
    for (let turn = 0; turn < 5; turn++) {
      await pause(1);
      await rows(reader, "select 1");
    }
    expect(isDone).toBe(false);
    await long;
  });
});
