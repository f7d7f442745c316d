import { randomUUID } from "node:crypto";
import { isOnCitus } from "@caretype/test-database";
import { rows, useDatabases } from "@caretype/test-database/use-databases";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Database } from "./database.ts";
import { changesChannel, createChangePlacer, type DatabaseHandle, setLocal } from "./index.ts";

// Tests the log of changes directly, without the API.

const context = useDatabases({ migrated: true });
const [ann] = [randomUUID()];
let database: DatabaseHandle;
let place: ReturnType<typeof createChangePlacer>;

beforeAll(async () => {
  database = context.open({ writers: 12 });
  place = createChangePlacer(database);
  await rows(
    database.reader,
    `insert into account (id, username, email, name, password_hash) values ('${ann}', '${ann}', '${ann}', 'Ann', '')`,
  );
});

async function makePractice() {
  const id = randomUUID();
  await rows(database.reader, `insert into practice (id, name) values ('${id}', 'Ours')`);
  return id;
}

async function insertPatient(db: Database, practiceId: string) {
  const id = randomUUID();
  await rows(
    db,
    `insert into patient (practice_id, id, name, first_name, last_name, gender, created_by)
     values ('${practiceId}', '${id}', 'Ann Lee', 'Ann', 'Lee', 'female', '${ann}')`,
  );
  return id;
}

const update = (db: Database, { practiceId, id }: { practiceId: string; id: string }, changes: string) =>
  rows(db, `update patient set ${changes} where practice_id = '${practiceId}' and id = '${id}'`);

const logOf = (practiceId: string) =>
  rows(
    database.reader,
    `select place, record_type, action, record_id, patient_id, version, withheld_versions, is_guarded, account_id, request_id, count
     from change_log where practice_id = '${practiceId}' order by place`,
  );

describe("the trigger log_change", () => {
  it("writes each change of a record once, also one by SQL, and none that changes nothing", async () => {
    const practiceId = await makePractice();
    const requestId = randomUUID();
    const id = await database.transaction((tx) => insertPatient(tx, practiceId), {
      accountId: ann,
      requestId,
    });
    const own = { practiceId, id };
    await update(database.reader, own, "address = 'A'");
    await update(database.reader, own, "address = 'A'");
    await update(database.reader, own, "medical_history = 'Asthma'");
    await rows(database.reader, `delete from patient where practice_id = '${practiceId}' and id = '${id}'`);
    await rows(database.reader, `select restore_record('patient', '${practiceId}', '${id}')`);
    expect(await logOf(practiceId)).toEqual([]);
    await place();
    const patient = { record_type: "patient", record_id: id, patient_id: id, count: null };
    const bySql = { ...patient, account_id: null, request_id: null, is_guarded: false, withheld_versions: 0 };
    expect(await logOf(practiceId)).toEqual([
      { ...bySql, place: 1, action: "created", version: 1, account_id: ann, request_id: requestId },
      { ...bySql, place: 2, action: "updated", version: 2 },
      { ...bySql, place: 3, action: "updated", version: 3, withheld_versions: 1, is_guarded: true },
      { ...bySql, place: 4, action: "removed", version: 4, withheld_versions: 1 },
      { ...bySql, place: 5, action: "restored", version: 5, withheld_versions: 1 },
    ]);
    expect(
      await rows(database.reader, `select from change_pending where practice_id = '${practiceId}'`),
    ).toEqual([]);
  });

  it("writes nothing for a transaction that is rolled back, or that holds events back", async () => {
    const practiceId = await makePractice();
    const undone = database.transaction(async (tx) => {
      await insertPatient(tx, practiceId);
      throw new Error("after the insert");
    });
    await expect(undone).rejects.toThrow("after the insert");
    await database.transaction(async (tx) => {
      await setLocal(tx, "caretype.holds_events", "on");
      await insertPatient(tx, practiceId);
    });
    await place();
    expect(await logOf(practiceId)).toEqual([]);
    // The next transaction on the same connection is logged again.
    await Promise.all(
      Array.from({ length: 12 }, () => database.transaction((tx) => insertPatient(tx, practiceId))),
    );
    await place();
    expect(await logOf(practiceId)).toHaveLength(12);
  });

  it("is on each table with versions that belongs to a practice", async () => {
    const missing = await rows(
      database.reader,
      `select tgrelid::regclass::text as "table" from pg_trigger as kept
       where tgfoid = 'keep_version'::regproc
         and exists (select from pg_attribute where attrelid = tgrelid and attname = 'practice_id')
         and not exists (select from pg_trigger as logs where logs.tgrelid = kept.tgrelid and tgfoid = 'log_change'::regproc)`,
    );
    expect(missing).toEqual([]);
  });
});

/** Reads as clients do: never back, and each place once. */
function follow(practiceId: string) {
  const seen: { place: number; recordId: string; version: number }[] = [];
  let after = 0;
  return {
    seen,
    async read() {
      const found = await rows(
        database.reader,
        `select place, record_id, version from change_log where practice_id = '${practiceId}' and place > ${after} order by place`,
      );
      for (const row of found)
        seen.push({
          place: Number(row.place),
          recordId: String(row.record_id),
          version: Number(row.version),
        });
      after = seen.at(-1)?.place ?? 0;
    },
  };
}

describe("the log", () => {
  it("loses nothing to a strict reader, and keeps each record's order, beside writers and an open transaction", async () => {
    const practiceId = await makePractice();
    const ids = await Promise.all(
      Array.from({ length: 4 }, () => insertPatient(database.reader, practiceId)),
    );
    const { promise: isReleased, resolve: release } = Promise.withResolvers<void>();
    const { promise: hasWritten, resolve: wrote } = Promise.withResolvers<string>();
    const open = database.transaction(async (tx) => {
      wrote(await insertPatient(tx, practiceId));
      await isReleased;
    });
    const late = await hasWritten;
    let isWriting = true;
    const reader = follow(practiceId);
    const following = (async () => {
      while (isWriting) {
        await place();
        await reader.read();
      }
    })();
    const others = [createChangePlacer(database), createChangePlacer(database)];
    await Promise.all(
      Array.from({ length: 8 }, async (_, writer) => {
        for (let round = 0; round < 25; round++) {
          const id = ids[(writer + round) % ids.length] ?? "";
          await database.transaction((tx) =>
            update(tx, { practiceId, id }, `address = '${writer} ${round}'`),
          );
          await others[writer % 2]?.();
        }
      }),
    );
    release();
    await open;
    isWriting = false;
    await following;
    await place();
    await reader.read();
    expect(reader.seen.map((each) => each.place)).toEqual(reader.seen.map((_, index) => index + 1));
    expect(reader.seen).toHaveLength(4 + 1 + 200);
    for (const id of ids) {
      const versions = reader.seen.filter(({ recordId }) => recordId === id).map(({ version }) => version);
      expect(versions).toEqual(versions.map((_, index) => index + 1));
    }
    expect(reader.seen.some(({ recordId }) => recordId === late)).toBe(true);
  });

  it("keeps a record's order if the clock was set back", async () => {
    const practiceId = await makePractice();
    const id = await insertPatient(database.reader, practiceId);
    await update(database.reader, { practiceId, id }, "address = 'A'");
    await rows(
      database.reader,
      `update change_pending set at = '2020-01-01' where practice_id = '${practiceId}' and version = 2`,
    );
    await place();
    expect((await logOf(practiceId)).map(({ version }) => version)).toEqual([1, 2]);
  });

  it("is complete after more changes than are placed at once", async () => {
    const practiceId = await makePractice();
    await rows(
      database.reader,
      `insert into patient (practice_id, id, name, first_name, last_name, gender, created_by)
       select '${practiceId}', gen_random_uuid(), 'Ann Lee', 'Ann', 'Lee', 'female', '${ann}' from generate_series(1, 1001)`,
    );
    const outcomes = [await place(), await place()];
    expect(outcomes).toEqual(["some", "all"]);
    expect((await logOf(practiceId)).map((row) => row.place)).toEqual(
      Array.from({ length: 1001 }, (_, n) => n + 1),
    );
  });

  it.skipIf(isOnCitus())(
    "takes changes whose transaction has a lower number than the last, as after a failover",
    async () => {
      const practiceId = await makePractice();
      await place();
      await insertPatient(database.reader, practiceId);
      const [state] = await rows(
        database.reader,
        "select placed from place_changes('18446744073709551615'::xid8)",
      );
      expect(state).toEqual({ placed: 1 });
    },
  );

  it("names the practices to listeners once", async () => {
    const practiceId = await makePractice();
    const other = await makePractice();
    const heard: string[] = [];
    const hear = (payload: string) => void heard.push(payload);
    await database.listen(changesChannel, hear, () => undefined);
    await database.transaction(async (tx) => {
      await insertPatient(tx, practiceId);
      await insertPatient(tx, practiceId);
    });
    await insertPatient(database.reader, other);
    await place();
    await vi.waitFor(() =>
      expect(heard.join().split(",").toSorted()).toEqual([practiceId, other].toSorted()),
    );
    // On Citus, each practice is placed by itself.
    if (!isOnCitus()) expect(heard).toHaveLength(1);
  });

  it("is placed by one process at a time, and the others go on", async () => {
    const practiceId = await makePractice();
    await insertPatient(database.reader, practiceId);
    const { promise: isReleased, resolve: release } = Promise.withResolvers<void>();
    const { promise: isLocked, resolve: locked } = Promise.withResolvers<void>();
    const holding = database.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(4861220537)`);
      locked();
      await isReleased;
    });
    await isLocked;
    expect(await place()).toBe("busy");
    release();
    await holding;
    expect(await place()).toBe("all");
    expect(await logOf(practiceId)).toHaveLength(1);
  });
});
