import { createReadiness } from "@caretype/core/monitoring/readiness";
import { type Database, openDatabase } from "@caretype/db";
import { createTestApi } from "@caretype/test-api/support";
import { runText } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";

const { database, url } = await createTestApi();
const never = { isFailing: false, writtenAt: Number.NEGATIVE_INFINITY, entries: 0, groups: 0 };
const auditWith = (writes: typeof never) => ({
  record: async () => undefined,
  append: async () => undefined,
  writes: () => writes,
});

afterEach(() => void vi.useRealTimers());

describe("readiness", () => {
  it("is checked once per half second for all callers", async () => {
    let checks = 0;
    const counted = {
      ...database,
      transaction: <T>(run: (tx: Database) => Promise<T>) => {
        checks++;
        return database.transaction(run);
      },
    };
    const readiness = createReadiness({ database: counted, audit: auditWith(never) });
    vi.useFakeTimers({ toFake: ["performance"] });
    for (let round = 0; round < 5; round++)
      await Promise.all(Array.from({ length: 100 }, () => readiness.check()));
    expect(checks).toBe(1);
    vi.advanceTimersByTime(501);
    await Promise.all(Array.from({ length: 100 }, () => readiness.check()));
    expect(checks).toBe(2);
  });

  it("tries a write if there was no recent one, and rolls it back", async () => {
    const entries = () => runText(database.reader, "select from audit_entry where action = 'readiness'");
    await createReadiness({ database, audit: auditWith(never) }).check();
    expect(await entries()).toEqual([]);
    await database.reader.execute(sql`
      create function refuse() returns trigger language plpgsql as $$
      begin raise exception 'no' using errcode = 'disk_full'; end $$`);
    await database.reader.execute(sql`
      create trigger refuse before insert on audit_entry for each row execute function refuse()`);
    const lately = { ...never, writtenAt: performance.now() };
    await createReadiness({ database, audit: auditWith(lately) }).check();
    for (const writes of [never, { ...lately, isFailing: true }]) {
      const readiness = createReadiness({ database, audit: auditWith(writes) });
      await expect(readiness.check()).rejects.toMatchObject({ cause: { code: "53100" } });
    }
    await database.reader.execute(sql`drop trigger refuse on audit_entry`);
  });

  it("names a migration that the database lacks", async () => {
    const journal = "drizzle.__drizzle_migrations";
    await runText(
      database.reader,
      `update ${journal} set name = '-' || name, hash = '-' || hash where name like '0021%'`,
    );
    const readiness = createReadiness({ database, audit: auditWith(never) });
    await expect(readiness.check()).rejects.toThrow(/^The database lacks the migration 0021_/);
    await runText(
      database.reader,
      `update ${journal} set name = substr(name, 2), hash = substr(hash, 2) where name like '-0021%'`,
    );
  });

  it("fails on a read-only database, such as a standby", async () => {
    const readOnly = openDatabase({ url: `${url}?default_transaction_read_only=on` });
    try {
      const readiness = createReadiness({ database: readOnly, audit: auditWith(never) });
      await expect(readiness.check()).rejects.toThrow("The database is read-only.");
    } finally {
      await readOnly.close();
    }
  });

  it("requires free disk space, not only for one entry", async () => {
    const [plan] = await database.transaction(async (tx) => {
      await tx.execute(sql`set local work_mem = '64kB'`);
      return tx.execute(sql`
        explain (analyze, buffers, timing off, format json) select count(*) from generate_series(1, 8000)`);
    });
    expect(JSON.stringify(plan)).toMatch(/"Temp Written Blocks":[1-9]/);
  });
});
