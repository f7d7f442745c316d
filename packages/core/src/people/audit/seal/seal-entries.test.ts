import { setTimeout as pause } from "node:timers/promises";
import { advisoryLocks, openDatabase, serverRole } from "@caretype/db";
import { executeStatement } from "@caretype/db/connection";
import { sealAll, useAuditDatabase, writeEntries } from "@caretype/test-api/audit-chain";
import { isOnCitus, nodeUrls } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { keepAuditSealed } from "./keep-sealed.ts";
import { databaseTime, findHead, findSealLag, type SealHead } from "./queries.ts";
import { closedUntil, sealEntries } from "./seal-entries.ts";
import { verifyAudit } from "./verify-audit.ts";

const margin = 10_000_000;
const ignore = () => undefined;
/** The same database on another node. */
const onServer = (url: string, server: string) =>
  Object.assign(new URL(server), { pathname: new URL(url).pathname }).href;

describe("sealEntries", () => {
  it("seals all closed entries in contiguous seals of limited size", async () => {
    const { served } = await useAuditDatabase();
    await writeEntries(served.reader, 45);
    const { heads, outcome } = await sealAll(served);
    expect(outcome).toBe("done");
    expect(heads.map(({ number, entries }) => [number, entries])).toEqual([
      [1, 10],
      [2, 10],
      [3, 10],
      [4, 10],
      [5, 5],
    ]);
    expect(await findHead(served.reader)).toEqual(heads.at(-1));
    expect(await sealAll(served)).toEqual({ heads: [], outcome: "done" });
  });

  it("never splits the entries of one instant", async () => {
    const { served } = await useAuditDatabase();
    await writeEntries(served.reader, 5);
    await served.reader.execute(sql`
      insert into audit_entry (practice_id, at, id, action, outcome)
      select uuidv7(), '2020-03-01 09:00:02.123456Z', uuidv7(), 'bulk', 'ok' from generate_series(1, 30)`);
    const { heads } = await sealAll(served);
    expect(heads.map(({ entries }) => entries)).toEqual([2, 31, 2]);
    expect(await verifyAudit(served)).toMatchObject({ problems: 0, entries: 35 });
  });

  it("catches up over years with gaps and bursts", async () => {
    const { served } = await useAuditDatabase();
    await writeEntries(served.reader, 3, "1990-01-01Z");
    await writeEntries(served.reader, 400, "2015-01-01Z");
    await writeEntries(served.reader, 3, "2024-01-01Z");
    const { heads } = await sealAll(served, 50);
    expect(heads.length).toBeLessThan(20);
    expect(heads.reduce((sum, { entries }) => sum + entries, 0)).toBe(406);
    expect(await verifyAudit(served)).toMatchObject({ problems: 0, entries: 406, unsealed: 0 });
  });

  it("leaves recent entries for later", async () => {
    const { served } = await useAuditDatabase();
    await served.reader.execute(
      sql`insert into audit_entry (practice_id, id, action, outcome) values (uuidv7(), uuidv7(), 'new', 'ok')`,
    );
    await sealAll(served);
    expect(await verifyAudit(served)).toMatchObject({ entries: 0, unsealed: 1 });
  });

  it("also seals empty periods, so that entries cannot be forged for them", async () => {
    const { served } = await useAuditDatabase();
    const { heads } = await sealAll(served);
    expect(heads).toMatchObject([{ number: 1, entries: 0 }]);
    // Empty periods are sealed less often.
    expect(await sealAll(served)).toEqual({ heads: [], outcome: "done" });
  });

  it("reports a seal in the future, which blocks all sealing", async () => {
    const { served } = await useAuditDatabase();
    await writeEntries(served.reader, 3);
    await served.reader.execute(sql`
      insert into audit_seal (number, from_at, until_at, entries, leaves, previous_hash, hash)
      values (9, now(), now() + interval '1 year', 0, '', '', '')`);
    await expect(sealAll(served)).rejects.toThrow("The newest seal ends in the future");
  });

  it("allows one sealer at a time", async () => {
    const { owner, served } = await useAuditDatabase();
    await writeEntries(served.reader, 45);
    const others = [1, 2, 3].map(() => sealAll(served));
    const all = await Promise.all([...others, sealAll(owner)]);
    expect(all.map(({ outcome }) => outcome)).toContain("busy");
    expect(await sealAll(served)).toMatchObject({ outcome: "done" });
    expect(await verifyAudit(served)).toMatchObject({ problems: 0, entries: 45 });
  });
});

describe("closedUntil", () => {
  it("stops at the oldest transaction that runs on any server", async () => {
    const { owner, url } = await useAuditDatabase();
    for (const server of nodeUrls()) {
      const there = openDatabase({ url: onServer(url, server) });
      onTestFinished(() => there.close());
      await there.transaction(async (tx) => {
        const [{ began } = { began: 0 }] = await tx.execute<{ began: number }>(
          sql`select floor(extract(epoch from now()) * 1000000)::bigint as began`,
        );
        await pause(50);
        const closed = await owner.bulkTransaction((sealing) => closedUntil(sealing, { patience: 300 }));
        expect(closed).toBe(began - margin);
      });
    }
  });

  it.runIf(isOnCitus())("waits for a transaction that a node has prepared", async () => {
    const { url, served } = await useAuditDatabase();
    for (const server of nodeUrls()) {
      const there = onServer(url, server);
      const gid = crypto.randomUUID();
      await executeStatement(there, `begin; select txid_current(); prepare transaction '${gid}'`);
      expect(await sealEntries(served, { onSealed: ignore, patience: 200 })).toBe("blocked");
      await executeStatement(there, `rollback prepared '${gid}'`);
      expect(await sealAll(served)).toMatchObject({ outcome: "done" });
    }
  });

  it("waits for running transactions", async () => {
    const { owner } = await useAuditDatabase();
    const now = await databaseTime(owner.reader);
    const waiting = Promise.withResolvers<void>();
    const slow = owner.transaction(async (tx) => {
      await tx.execute(sql`select 1`);
      await waiting.promise;
    });
    const closing = owner.bulkTransaction((sealing) => closedUntil(sealing, { patience: 60_000 }));
    await pause(300);
    waiting.resolve();
    await slow;
    expect(await closing).toBeGreaterThanOrEqual(now - margin);
  });

  it("returns null while a transaction with a hidden start runs", async () => {
    const { owner, served } = await useAuditDatabase();
    await writeEntries(owner.reader, 3);
    await owner.transaction(async (tx) => {
      await tx.execute(sql`select 1`);
      expect(await sealEntries(served, { onSealed: ignore, patience: 200 })).toBe("blocked");
    });
    expect(await sealAll(served)).toMatchObject({ heads: [{ entries: 3 }] });
  });

  it("stops waiting when the process stops", async () => {
    const { owner, served } = await useAuditDatabase();
    await owner.transaction(async (tx) => {
      await tx.execute(sql`select 1`);
      const stopping = new AbortController();
      const { signal } = stopping;
      const sealing = sealEntries(served, { onSealed: ignore, patience: 120_000, signal });
      await pause(200);
      stopping.abort();
      expect(await sealing).toBe("aborted");
    });
  });

  it("ignores other databases", async () => {
    const { served } = await useAuditDatabase();
    const other = await useAuditDatabase();
    await other.owner.transaction(async (tx) => {
      await tx.execute(sql`select 1`);
      expect(
        await served.bulkTransaction((sealing) => closedUntil(sealing, { patience: 60_000 })),
      ).not.toBeNull();
    });
  });
});

describe("keepAuditSealed", () => {
  it("seals in the background, one process at a time, until stopped", async () => {
    const { url, served } = await useAuditDatabase();
    await writeEntries(served.reader, 3);
    const heads: SealHead[] = [];
    const failures: unknown[] = [];
    const onFailure = (error: unknown) => failures.push(error);
    const listeners = { onSealed: (head: SealHead) => void heads.push(head), onLag: vi.fn(), onFailure };
    const other = openDatabase({ url, role: serverRole });
    const tasks = [served, other].map((database) => keepAuditSealed(database, listeners, 50));
    await vi.waitFor(() => expect(heads).toMatchObject([{ number: 1, entries: 3 }]));
    await pause(300);
    await Promise.all(tasks.map((task) => task.stop()));
    await other.close();
    expect([heads.length, failures]).toEqual([1, []]);
  });

  it("reports a failure, and catches up later", async () => {
    const { owner, served } = await useAuditDatabase();
    await writeEntries(served.reader, 3);
    await owner.reader.execute(sql`alter table audit_seal rename to away`);
    const [onSealed, onLag, onFailure] = [vi.fn(), vi.fn(), vi.fn()];
    const task = keepAuditSealed(served, { onSealed, onLag, onFailure }, 50);
    await vi.waitFor(() => expect(onFailure).toHaveBeenCalled());
    await owner.reader.execute(sql`alter table away rename to audit_seal`);
    await vi.waitFor(() => expect(onSealed).toHaveBeenCalled());
    await task.stop();
  });

  it("reports a lag if a seal in the future blocks sealing", async () => {
    const { served } = await useAuditDatabase();
    await writeEntries(served.reader, 3);
    await served.reader.execute(sql`
      insert into audit_seal (number, from_at, until_at, entries, leaves, previous_hash, hash)
      values (1, now(), 'infinity', 0, '', '', '')`);
    const [onLag, onFailure] = [vi.fn(), vi.fn()];
    const task = keepAuditSealed(served, { onSealed: ignore, onLag, onFailure }, 50);
    await vi.waitFor(() => expect(onLag).toHaveBeenCalled());
    await vi.waitFor(() =>
      expect(onFailure).toHaveBeenCalledWith(expect.objectContaining({ name: "AuditSealAhead" })),
    );
    await task.stop();
    await served.reader.execute(sql`
      insert into audit_seal (number, from_at, until_at, entries, leaves, previous_hash, hash)
      values (2, now(), '2999-01-02 03:04:05+02', 0, '', '', '')`);
    expect(await findSealLag(served.reader)).toMatchObject({ until: "2999-01-02T01:04:05.000000Z" });
  });

  it("reports which sessions block the sealing of old entries", async () => {
    const { owner, served } = await useAuditDatabase();
    await writeEntries(served.reader, 3);
    const onLag = vi.fn();
    const listeners = { onSealed: ignore, onLag, onFailure: ignore };
    await owner.transaction(async (tx) => {
      const [{ pid } = { pid: 0 }] = await tx.execute<{ pid: number }>(sql`
        select pg_backend_pid() as pid, pg_advisory_xact_lock(${advisoryLocks.sealing}), set_config('application_name', 'a\tb', true)`);
      const task = keepAuditSealed(served, listeners, 50);
      const by = [{ pid, application: expect.any(String) }];
      await vi.waitFor(() => expect(onLag).toHaveBeenCalledWith({ until: null, minutes: null, by }));
      await task.stop();
    });
    const task = keepAuditSealed(served, listeners, 50);
    await vi.waitFor(async () => expect(await findHead(served.reader)).toMatchObject({ entries: 3 }));
    await task.stop();
    onLag.mockClear();
    const next = keepAuditSealed(served, listeners, 50);
    await pause(200);
    await next.stop();
    expect(onLag).not.toHaveBeenCalled();
  });

  it("reports a lag while a transaction runs", async () => {
    const { owner, served } = await useAuditDatabase();
    await writeEntries(served.reader, 3);
    const onBlocked = vi.fn();
    await owner.transaction(async (tx) => {
      const [{ pid } = { pid: 0 }] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      await sealEntries(served, { onSealed: ignore, onBlocked, patience: 200 });
      expect(onBlocked).toHaveBeenCalledWith([{ pid, application: "caretype" }]);
    });
    expect(await findSealLag(served.reader)).toEqual({ until: null, minutes: null });
    await sealAll(served);
    expect(await findSealLag(served.reader)).toBeUndefined();
  });
});
