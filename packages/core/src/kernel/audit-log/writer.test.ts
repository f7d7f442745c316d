import type { Database } from "@caretype/db";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { isOnCitus } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import type { PracticeId } from "../field/ids.ts";
import { newId } from "../field/new-id.ts";
import { type AuditEntry, commandEntry } from "./entry.ts";
import { AuditUnavailable, createAuditLog } from "./writer.ts";

const { database } = await createTestApi();

const noSubjects: AuditEntry["subjects"] = new Set();
const makerOf =
  (action: string, subjects = noSubjects) =>
  () =>
    commandEntry(action, { subjects });
const idsOf = (count: number) => new Set(Array.from({ length: count }, () => uuidv7()));

/** Numbers of entries and of inserts. Each insert is one transaction. */
async function written(action: string) {
  const [row] = await database.reader.execute(
    sql`select count(*) as entries, count(distinct xmin::text) as inserts from audit_entry where action = ${action}`,
  );
  return { ...row };
}

/** Blocks all inserts until `during` is done. */
const holdingWrites = <T>(during: (transaction: Database) => Promise<T>) =>
  database.transaction(async (tx) => {
    await tx.execute(sql`lock table audit_entry in share mode`);
    return during(tx);
  });

describe("the audit log", () => {
  it("writes fifty concurrent entries in one insert", async () => {
    const audit = createAuditLog(database);
    await Promise.all(Array.from({ length: 50 }, () => audit.record(makerOf("fifty"))));
    expect(await written("fifty")).toEqual({ entries: 50, inserts: 1 });
  });

  // On Citus, each node has its own locks.
  it.skipIf(isOnCitus())(
    "resolves only after the insert, and writes entries that arrived meanwhile in one more",
    async () => {
      const audit = createAuditLog(database);
      const done: string[] = [];
      const record = (name: string) => audit.record(makerOf("held")).then(() => done.push(name));
      const records: Promise<unknown>[] = [];
      await holdingWrites(async (tx) => {
        records.push(record("first"));
        await untilAppenderWaits(tx);
        records.push(...Array.from({ length: 49 }, () => record("later")));
        await tx.execute(sql`select 1`);
        expect(done).toEqual([]);
      });
      await Promise.all(records);
      expect(done[0]).toBe("first");
      expect(await written("held")).toEqual({ entries: 50, inserts: 2 });
    },
  );

  it("limits entries and ids per insert", async () => {
    const byEntries = createAuditLog(database, { maxEntries: 10 });
    await Promise.all(Array.from({ length: 25 }, () => byEntries.record(makerOf("many"))));
    expect(await written("many")).toEqual({ entries: 25, inserts: 3 });
    const byIds = createAuditLog(database, { maxSubjects: 10 });
    await Promise.all([4, 5, 6, 50, 1].map((count) => byIds.record(makerOf("wide", idsOf(count)))));
    expect(await written("wide")).toEqual({ entries: 5, inserts: 4 });
  });

  it("refuses entries when the queue is full", async () => {
    const audit = createAuditLog(database, { maxQueueLength: 3 });
    const records = Array.from({ length: 5 }, () => audit.record(makerOf("line")));
    const outcomes = await Promise.allSettled(records);
    expect(outcomes.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "fulfilled",
      "rejected",
      "rejected",
    ]);
    expect(await failureOf(records[4] ?? Promise.resolve())).toBeInstanceOf(AuditUnavailable);
    await audit.record(makerOf("line"));
    expect(await written("line")).toMatchObject({ entries: 4 });
  });

  it("writes the others if the database refuses one entry", async () => {
    const audit = createAuditLog(database);
    const [before, refused, after] = await Promise.allSettled(
      ["mixed", "\0", "mixed"].map((action) => audit.record(makerOf(action))),
    );
    expect([before?.status, refused?.status, after?.status]).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await written("mixed")).toMatchObject({ entries: 2 });
  });

  it.skipIf(isOnCitus())(
    "writes the others while one practice's rows are locked, as during a move of Citus",
    async () => {
      const audit = createAuditLog(database);
      const [moving, other] = [newId<PracticeId>(), newId<PracticeId>()];
      const record = (practiceId: PracticeId) =>
        audit
          .record(() => ({ ...makerOf("moved")(), practiceId }))
          .then(
            () => "written",
            (error: unknown) => (error instanceof AuditUnavailable ? "refused" : String(error)),
          );
      const both = () => Promise.all([record(moving), record(other), record(moving), record(other)]);
      await database.reader.execute(sql`
      create function wait_for_move() returns trigger language plpgsql as
        'begin perform pg_advisory_xact_lock_shared(hashtext(new.practice_id::text)); return new; end'`);
      await database.reader.execute(sql`
      create trigger moving before insert on audit_entry for each row execute function wait_for_move()`);
      await database.transaction(async (tx) => {
        await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${moving}))`);
        for (let round = 0; round < 3; round++)
          expect(await both()).toEqual(["refused", "written", "refused", "written"]);
        expect(audit.writes().isFailing).toBe(false);
      });
      expect(await both()).toEqual(Array(4).fill("written"));
      await database.reader.execute(sql`drop trigger moving on audit_entry`);
    },
  );

  it("stores texts of any characters, distinct from null", async () => {
    const audit = createAuditLog(database);
    const texts = ["plain", 'a "b"', "back\\slash", "{1,2}", "NULL", "", " ", "żółw 🦉\n", null];
    const entryOf = (text: string | null) =>
      commandEntry("texts", { subjects: noSubjects, basis: text, address: text, requestId: text });
    await Promise.all(texts.map((text) => audit.record(() => entryOf(text))));
    const kept = await database.reader.execute(
      sql`select basis, address, request_id as "requestId" from audit_entry where action = 'texts' order by id`,
    );
    expect([...kept]).toEqual(texts.map((text) => ({ basis: text, address: text, requestId: text })));
  });

  it("rejects an entry that cannot be built, and writes the others", async () => {
    const audit = createAuditLog(database);
    const broken = new Error("no entry");
    const failing = () => {
      throw broken;
    };
    const records = [makerOf("made"), failing, makerOf("made")].map((make) => audit.record(make));
    const [, second] = await Promise.allSettled(records);
    expect(second).toEqual({ status: "rejected", reason: broken });
    expect(await written("made")).toMatchObject({ entries: 2 });
  });

  it("fails as unavailable while it cannot write, and recovers", async () => {
    const audit = createAuditLog(database);
    await database.reader.execute(sql`alter table audit_entry rename to audit_gone`);
    const failures = await Promise.all([1, 2].map(() => failureOf(audit.record(makerOf("outage")))));
    const transaction = database.transaction((tx) => audit.append(tx, makerOf("outage")));
    const inTransaction = await failureOf(transaction);
    await database.reader.execute(sql`alter table audit_gone rename to audit_entry`);
    expect(failures.map(({ code }) => code)).toEqual(["SERVICE_UNAVAILABLE", "SERVICE_UNAVAILABLE"]);
    expect(inTransaction.code).toBe("SERVICE_UNAVAILABLE");
    await audit.record(makerOf("outage"));
    expect(await written("outage")).toMatchObject({ entries: 1 });
  });

  it("stores lists of any length, and null", async () => {
    const audit = createAuditLog(database);
    const lists = [idsOf(3), noSubjects, idsOf(1), idsOf(1_000)];
    await Promise.all(lists.map((subjects) => audit.record(makerOf("ragged", subjects))));
    const kept = await database.reader.execute<{ ids: string | null }>(
      sql`select array_to_string(subject_ids, ',') as ids from audit_entry where action = 'ragged' order by id`,
    );
    expect(kept.map(({ ids }) => ids)).toEqual(
      lists.map((subjects) => (subjects.size === 0 ? null : [...subjects].join(","))),
    );
  });
});

async function untilAppenderWaits(tx: Database) {
  for (;;) {
    const [row] = await tx.execute(
      sql`select from pg_locks where relation = 'audit_entry'::regclass and not granted`,
    );
    if (row) return;
  }
}
