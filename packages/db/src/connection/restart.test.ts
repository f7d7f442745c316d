import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { rows, useCluster } from "../../test/database.ts";
import { DatabaseUnavailable } from "../index.ts";

describe("a PostgreSQL that goes and comes back", () => {
  const context = useCluster();

  it("refuses at once while it is away, and works within a second of its return", async () => {
    const database = context.open();
    await rows(database.reader, "create table restart (id serial, note text)");
    const outcomes = { committed: 0, unavailable: 0, slowest: 0 };
    let isRunning = true;
    const worker = async () => {
      while (isRunning) {
        const began = performance.now();
        try {
          await database.transaction((tx) => rows(tx, "insert into restart (note) values ('kept')"));
          outcomes.committed++;
        } catch (error) {
          if (!(error instanceof DatabaseUnavailable)) throw error;
          outcomes.unavailable++;
          await pause(5);
        }
        outcomes.slowest = Math.max(outcomes.slowest, performance.now() - began);
      }
    };
    const workers = Promise.all(Array.from({ length: 24 }, worker));
    for (let round = 0; round < 3; round++) {
      await pause(300);
      await context.cluster.halt();
      const asked = performance.now();
      await expect(rows(database.reader, "select 1")).rejects.toThrow(DatabaseUnavailable);
      await expect(database.ping()).rejects.toThrow(DatabaseUnavailable);
      expect(performance.now() - asked).toBeLessThan(1_000);
      await context.cluster.resume();
      const back = performance.now();
      await untilItWorks(() => database.transaction((tx) => rows(tx, "select 1")));
      await untilItWorks(() => database.ping());
      expect(performance.now() - back).toBeLessThan(1_000);
    }
    isRunning = false;
    await workers;
    const [kept] = await rows(database.reader, "select count(*) as n from restart");
    expect(kept?.n).toBeGreaterThanOrEqual(outcomes.committed);
    expect(Number(kept?.n) - outcomes.committed).toBeLessThanOrEqual(24 * 3);
    expect(outcomes.unavailable).toBeGreaterThan(24);
    expect(outcomes.slowest).toBeLessThan(2_000);
  }, 30_000);
});

async function untilItWorks(work: () => Promise<unknown>) {
  const done = () =>
    work().then(
      () => true,
      () => false,
    );
  while (!(await done())) await pause(10);
}
