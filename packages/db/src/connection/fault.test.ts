import { setTimeout as pause } from "node:timers/promises";
import { waitTimeout } from "@caretype/test-database";
import { rows, terminate, useDatabases } from "@caretype/test-database/use-databases";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { type Database, type DatabaseHandle, DatabaseUnavailable } from "../index.ts";

class Refused extends Error {}

const rowsOfOne = 4;
/** The minimum duration. On a busy machine the test runs longer, until enough has happened. */
const faultMilliseconds = 3_000;
const maxMilliseconds = waitTimeout();
const enough = { committed: 500, rolledBack: 100, lost: 20, ended: 50 };

/** Outcomes that callers saw for their transactions. */
class Ledger {
  readonly committed = new Set<string>();
  readonly rolledBack = new Set<string>();
  lost = 0;
  readonly surprises: unknown[] = [];

  get isEnough() {
    const { committed, rolledBack, lost } = this;
    return committed.size > enough.committed && rolledBack.size > enough.rolledBack && lost > enough.lost;
  }

  async work(database: DatabaseHandle, name: string, running: () => boolean) {
    for (let turn = 0; running(); turn++) {
      const id = `${name}-${turn}`;
      const isRefused = turn % 4 === 0;
      try {
        await database.transaction((tx) => writeRows(tx, id, isRefused), { caller: name });
        this.committed.add(id);
      } catch (error) {
        if (error instanceof Refused) this.rolledBack.add(id);
        else if (error instanceof DatabaseUnavailable) this.lost++;
        else this.surprises.push(error);
      }
    }
  }
}

async function writeRows(tx: Database, id: string, isRefused: boolean) {
  await tx.execute(sql`insert into fault values (${id}, 0)`);
  await pause(Math.random() * 8);
  const rest = Array.from({ length: rowsOfOne - 1 }, (_, row) =>
    tx.execute(sql`insert into fault values (${id}, ${row + 1})`),
  );
  await Promise.all(rest);
  if (isRefused) throw new Refused();
}

async function read(database: DatabaseHandle, ledger: Ledger, running: () => boolean) {
  while (running()) {
    try {
      const asked = Math.floor(Math.random() * 1e9);
      const [row] = await database.reader.execute(sql`select ${asked}::int as answer`);
      if (row?.answer !== asked) ledger.surprises.push(`asked ${asked}, got ${row?.answer}`);
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) ledger.surprises.push(error);
      await pause(1);
    }
  }
}

describe("backends that end under load", () => {
  const context = useDatabases();

  it("lose no acknowledged write, keep nothing that was rolled back, and cause no hang", async () => {
    const database = context.open();
    const admin = context.open({ readers: 1 });
    await database.reader.execute(sql`create table fault (id text, row int)`);
    const ledger = new Ledger();
    const began = performance.now();
    let ended = 0;
    const running = () => {
      const isEnough = ledger.isEnough && ended > enough.ended;
      return performance.now() - began < (isEnough ? faultMilliseconds : maxMilliseconds);
    };
    const workers = [
      ...Array.from({ length: 32 }, (_, index) => ledger.work(database, `worker-${index}`, running)),
      ...Array.from({ length: 8 }, () => read(database, ledger, running)),
    ];
    while (running()) {
      await pause(60);
      ended += await terminate(
        admin.reader,
        "datname = current_database() and application_name = 'caretype' and random() < 0.2",
      );
    }
    await Promise.all(workers);

    // The next statement on a connection may be the first to notice that its backend has ended.
    await expect.poll(() => rows(database.reader, "select 1")).toHaveLength(1);
    const kept = await admin.reader.execute(sql`select id, count(*) as n from fault group by id`);
    const counts = new Map(kept.map((row) => [row.id, row.n]));
    expect(ledger.surprises).toEqual([]);
    expect([...ledger.committed].filter((id) => counts.get(id) !== rowsOfOne)).toEqual([]);
    expect([...ledger.rolledBack].filter((id) => counts.has(id))).toEqual([]);
    expect([...counts.values()].filter((n) => n !== rowsOfOne)).toEqual([]);
    expect(ended).toBeGreaterThan(enough.ended);
    expect(ledger.lost).toBeGreaterThan(enough.lost);
    expect(ledger.committed.size).toBeGreaterThan(enough.committed);
    expect(ledger.rolledBack.size).toBeGreaterThan(enough.rolledBack);
  });
});
