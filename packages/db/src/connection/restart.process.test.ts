import { setTimeout as pause } from "node:timers/promises";
import { rows, useCluster } from "@caretype/test-database/use-databases";
import { describe, expect, it } from "vitest";
import { DatabaseUnavailable } from "../index.ts";

describe("a PostgreSQL server that restarts", () => {
  const context = useCluster();

  it("is unavailable meanwhile, and works again afterwards", async () => {
    const database = context.open();
    await rows(database.reader, "create table restart (id serial, note text)");
    const outcomes = { committed: 0, unavailable: 0 };
    let isRunning = true;
    const worker = async () => {
      while (isRunning) {
        try {
          await database.transaction((tx) => rows(tx, "insert into restart (note) values ('kept')"));
          outcomes.committed++;
        } catch (error) {
          if (!(error instanceof DatabaseUnavailable)) throw error;
          outcomes.unavailable++;
          await pause(5);
        }
      }
    };
    const workers = Promise.all(Array.from({ length: 24 }, worker));
    for (let round = 0; round < 3; round++) {
      await pause(300);
      await context.cluster.halt();
      await expect(rows(database.reader, "select 1")).rejects.toThrow(DatabaseUnavailable);
      await expect(database.ping()).rejects.toThrow(DatabaseUnavailable);
      await context.cluster.resume();
      await untilItWorks(() => database.transaction((tx) => rows(tx, "select 1")));
      await untilItWorks(() => database.ping());
    }
    isRunning = false;
    await workers;
    const [kept] = await rows(database.reader, "select count(*) as n from restart");
    expect(kept?.n).toBeGreaterThanOrEqual(outcomes.committed);
    expect(Number(kept?.n) - outcomes.committed).toBeLessThanOrEqual(24 * 3);
    expect(outcomes.unavailable).toBeGreaterThan(24);
  });
});

async function untilItWorks(work: () => Promise<unknown>) {
  const done = () =>
    work().then(
      () => true,
      () => false,
    );
  while (!(await done())) await pause(10);
}
