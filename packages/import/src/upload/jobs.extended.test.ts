import type { UploadId } from "@caretype/core/kernel/field/ids";
import { failureOf } from "@caretype/test-api/failure";
import { smallTable } from "@caretype/test-api/small-table";
import { createTestApi } from "@caretype/test-api/support";
import { isOnCitus } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { upload } from "../../test/uploads.ts";
import { maintainUploads } from "../import-jobs.ts";
import { waitForImportLock } from "../pipeline/import-transaction.ts";

// Only the instances that a test starts run jobs.
const failures: unknown[] = [];
const api = await createTestApi({ onBackgroundFailure: (error) => void failures.push(error) });
const { reader } = api.database;
afterEach(() => void failures.splice(0));

const waitUntil = <Result>(assertion: () => Promise<Result>): Promise<Result> =>
  vi.waitFor(assertion, { interval: 20 });

type Caller = Awaited<ReturnType<typeof api.signUp>>["caller"];

const stateIs = (caller: Caller, id: UploadId, state: string) =>
  waitUntil(async () => {
    const found = await caller.import.progress({ id });
    expect(found.state).toBe(state);
    return found;
  });

/** Holds the import lock until released. */
async function lockImports() {
  const [held, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const holding = api.database.transaction(async (tx) => {
    await tx.execute(sql`set local idle_in_transaction_session_timeout = '60s'`);
    await waitForImportLock(tx);
    held.resolve();
    await released.promise;
  });
  await held.promise;
  const release = async () => {
    released.resolve();
    await holding;
  };
  onTestFinished(release);
  return release;
}

async function asked() {
  const person = await api.signUp();
  const id = await upload(person.caller);
  const running = await person.caller.import.run({ id, rows: 2 });
  expect(running).toMatchObject({ state: "running", progress: { stage: "queued" } });
  return { ...person, id };
}

const waitingForOthers = (caller: Caller, id: UploadId) =>
  waitUntil(async () =>
    expect((await caller.import.progress({ id })).progress).toMatchObject({ stage: "waiting" }),
  );

describe("a run", () => {
  it("is limited to one per practice, and reports progress", async () => {
    const { caller, id } = await asked();
    const second = await upload(caller);
    expect((await failureOf(caller.import.check({ id: second, rows: 2 }))).code).toBe("IMPORT_RUNNING");
    expect((await failureOf(caller.import.run({ id, rows: 2 }))).code).toBe("IMPORT_UPLOAD_CLOSED");
    const release = await lockImports();
    (await api.anotherInstance()).start();
    await waitingForOthers(caller, id);
    await release();
    await stateIs(caller, id, "done");
    await caller.import.check({ id: second, rows: 2 });
    await stateIs(caller, second, "checked");
  });

  it("creates nothing and deletes its rows if cancelled", async () => {
    const { caller, id } = await asked();
    const release = await lockImports();
    (await api.anotherInstance()).start();
    await waitingForOthers(caller, id);
    expect(await caller.import.cancel({ id })).toMatchObject({ state: "cancelled", progress: null });
    await release();
    await waitUntil(async () => {
      const [job] = await reader.execute(sql`select state from pgboss.job order by created_on desc limit 1`);
      expect(job?.state).toBe("completed");
    });
    expect((await caller.patient.list()).items).toEqual([]);
    expect((await reader.execute(sql`select from import_part where upload_id = ${id}`)).count).toBe(0);
    expect(await caller.import.cancel({ id })).toMatchObject({ state: "cancelled" });
    expect(failures).toEqual([]);
  });

  it("is continued once by another server if one stops", async () => {
    const { caller, id } = await asked();
    const release = await lockImports();
    const first = await api.anotherInstance();
    first.start();
    await waitingForOthers(caller, id);
    await first.close();
    expect(await caller.import.progress({ id })).toMatchObject({
      state: "running",
      progress: { stage: "queued" },
    });
    await release();
    (await api.anotherInstance()).start();
    await stateIs(caller, id, "done");
    expect((await caller.patient.list()).items).toHaveLength(2);
    expect((await caller.import.list()).items).toHaveLength(1);
  });

  it("fails after repeated crashes, and can be run again", async () => {
    const { caller, id } = await asked();
    await reader.execute(sql`update import_upload set attempts = 5 where id = ${id}`);
    (await api.anotherInstance()).start();
    expect(await stateIs(caller, id, "failed")).toMatchObject({ failure: "SERVICE_UNAVAILABLE", rows: 2 });
    expect(failures).toHaveLength(1);
    await caller.import.run({ id, rows: 2 });
    await stateIs(caller, id, "done");
  });

  it.each([
    ["another role", sql`update membership set role = 'viewer' where account_id =`],
    ["no membership", sql`delete from membership where account_id =`],
    ["a deactivated account", sql`update account set is_active = false where id =`],
  ])("is refused if the account has %s by then", async (_, change) => {
    const { account, id } = await asked();
    await reader.execute(sql`${change} ${account.id}`);
    (await api.anotherInstance()).start();
    await waitUntil(async () =>
      expect(await reader.execute(sql`select state, failure from import_upload where id = ${id}`)).toEqual([
        { state: "refused", failure: "PERMISSION_DENIED" },
      ]),
    );
    expect((await reader.execute(sql`select from patient where created_by = ${account.id}`)).count).toBe(0);
  });
});

describe("the queue", () => {
  it("is reported, and puts recent users behind others", async () => {
    const busy = await asked();
    const first = await api.anotherInstance();
    first.start();
    await stateIs(busy.caller, busy.id, "done");
    await first.close();
    // This account has requested more, and earlier.
    const more = await upload(busy.caller);
    await busy.caller.import.check({ id: more, rows: 2 });
    const quiet = await api.signUp();
    const id = await upload(quiet.caller);
    expect(await quiet.caller.import.run({ id, rows: 2 })).toMatchObject({ progress: { stage: "waiting" } });
    const jobs = await reader.execute(
      sql`select id from pgboss.job where state = 'created' order by priority desc, created_on`,
    );
    const uploads = await reader.execute(
      sql`select id, job_id as job from import_upload where id in (${id}, ${more})`,
    );
    const order = jobs
      .flatMap((job) => uploads.filter((waiting) => waiting.job === job.id))
      .map((row) => row.id);
    expect(order).toEqual([id, more]);
    (await api.anotherInstance()).start();
    await stateIs(quiet.caller, id, "done");
    await stateIs(busy.caller, more, "checked");
  });
});

it.skipIf(isOnCitus())("scans no table for each row, even if it is almost empty at the start", async () => {
  const { caller } = await api.signUp();
  const identified = {
    columns: ["Nr", "Name", "Sex"],
    table: { mapping: { name: "Name", gender: "Sex" } },
    identifier: { column: "Nr", system: "old" },
  } as const;
  const { id } = await caller.import.begin({
    format: "table",
    records: "patient",
    files: [{ file: "p.csv", columns: [...identified.columns] }],
    table: { ...identified.table, identifier: identified.identifier },
  });
  const rows = Array.from({ length: 500 }, (_, at) => ({ line: at + 2, cells: [`${at}`, `Ann ${at}`, "F"] }));
  await caller.import.addPart({ id, file: "p.csv", rows });
  await reader.execute(sql`vacuum analyze patient, patient_external_id`);
  const readOf = async () => {
    const [read] = await reader.execute<{ scans: number; rows: number }>(sql`
      select sum(idx_scan)::int as scans, sum(seq_tup_read + (
        select sum(idx_tup_read) from pg_stat_user_indexes as indexes where indexes.relid = tables.relid))::int as rows
      from pg_stat_user_tables as tables where relname in ('patient', 'patient_external_id')`);
    return read ?? { scans: 0, rows: 0 };
  };
  const before = await readOf();
  (await api.anotherInstance()).start();
  await caller.import.run({ id, rows: rows.length });
  await stateIs(caller, id, "done");
  // PostgreSQL updates its counters once the connection has ended.
  const after = await waitUntil(async () => {
    const read = await readOf();
    expect(read.scans - before.scans).toBeGreaterThan(2 * rows.length);
    return read;
  });
  expect(after.rows - before.rows).toBeLessThan(10 * rows.length);
});

describe("the maintenance of uploads", () => {
  const maintainOnce = async () => {
    const { database } = api.services;
    const maintenance = maintainUploads({
      database,
      queue: api.services.importJobs,
      onFailure: (error) => void failures.push(error),
    });
    await maintenance.stop();
    expect(failures).toEqual([]);
  };

  it("deletes expired uploads, which are invisible even before", async () => {
    const { caller } = await api.signUp();
    const [expired, current] = [await upload(caller), await upload(caller)];
    await reader.execute(
      sql`update import_upload set expires_at = now() - interval '1 second' where id = ${expired}`,
    );
    expect((await failureOf(caller.import.progress({ id: expired }))).code).toBe("IMPORT_UPLOAD_NOT_FOUND");
    await caller.import.begin(smallTable);
    await maintainOnce();
    const left = await reader.execute(
      sql`select distinct upload_id as id from import_part where upload_id in (${expired}, ${current})`,
    );
    expect(left).toEqual([{ id: current }]);
  });

  it("requeues a run that the queue has lost", async () => {
    const { caller, id } = await asked();
    await reader.execute(sql`delete from pgboss.job`);
    await maintainOnce();
    (await api.anotherInstance()).start();
    await stateIs(caller, id, "done");
  });
});
