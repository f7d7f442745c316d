import { createHash } from "node:crypto";
import { type Database, type DatabaseHandle, openDatabase, serverRole } from "@caretype/db";
import { liftGuards, sealAll, useAuditDatabase, writeEntries } from "@caretype/test-api/audit-chain";
import { createTestDatabase } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { describeFinding } from "./findings.ts";
import { findHead } from "./queries.ts";
import { type KnownHead, verifyAudit } from "./verify-audit.ts";

const entries = 45;

type Entry = { id: string; place: number; seal: number; at: string };

/** A chain that is sealed once, and copied or restored for each test. */
const template = await createTestDatabase();
const { heads, ids } = await sealedIn(template.url);
const shared = await template.copy();
const sharedBy = {
  owner: openDatabase({ url: shared.url }),
  served: openDatabase({ url: shared.url, role: serverRole }),
};
afterAll(async () => {
  await Promise.all([sharedBy.owner.close(), sharedBy.served.close()]);
  await Promise.all([shared.drop(), template.drop()]);
});

async function sealedIn(url: string) {
  const owner = openDatabase({ url });
  const served = openDatabase({ url, role: serverRole });
  await writeEntries(owner.reader, entries);
  const { heads } = await sealAll(served);
  await liftGuards(owner.reader);
  await run(
    owner,
    "create schema kept; create table kept.entries as table audit_entry; create table kept.seals as table audit_seal",
  );
  const ids = await owner.reader.execute<{ id: string; at: string }>(
    sql`select id, at::text as at from audit_entry order by at, practice_id, id`,
  );
  await Promise.all([owner.close(), served.close()]);
  return { heads, ids };
}

/** A chain of five old seals and one of today, over 45 entries. `entry(n)` is the n-th. Tests change only its rows. */
async function chain() {
  await run(
    sharedBy.owner,
    `delete from audit_entry; insert into audit_entry table kept.entries;
     delete from audit_seal; insert into audit_seal table kept.seals`,
  );
  return of(sharedBy);
}

/** A chain in a database of the test's own, whose tables it may change. */
const ownChain = async () => of(await useAuditDatabase(template.copy));

function of({ owner, served }: typeof sharedBy) {
  const all = ids.map(
    ({ id, at }, index): Entry => ({ id, at, place: (index % 10) + 1, seal: Math.floor(index / 10) + 1 }),
  );
  const entry = (number: number): Entry => {
    const found = all[number];
    if (!found) throw new Error(`no entry ${number}`);
    return found;
  };
  const [last] = heads.slice(-1);
  if (!last) throw new Error("nothing was sealed");
  return { owner, served, entry, heads, head: last };
}

function run(database: DatabaseHandle, statement: string) {
  return database.reader.execute(sql.raw(statement));
}

/** Changes entries in a copy: Citus updates no practice, and only by immutable functions. */
function edit(ids: readonly string[], set: string): string {
  const among = `id in (${ids.map((id) => `'${id}'`).join(", ")})`;
  return `create table kept.edited as select * from audit_entry where ${among};
    update kept.edited as mine set ${set};
    delete from audit_entry where ${among};
    insert into audit_entry table kept.edited;
    drop table kept.edited`;
}

const words = async (database: DatabaseHandle, head?: KnownHead) =>
  (await verifyAudit(database, { known: head })).findings.map(describeFinding);

describe("verifyAudit", () => {
  it("finds nothing in an intact audit with unsealed entries", async () => {
    const { owner, head } = await chain();
    await run(
      owner,
      `insert into audit_entry (practice_id, id, action, outcome) values (uuidv7(), uuidv7(), 'new', 'ok')`,
    );
    expect(await verifyAudit(owner, { known: head })).toMatchObject({
      seals: 5,
      entries,
      unsealed: 1,
      findings: [],
      problems: 0,
      head: { number: 5 },
    });
  });

  it("reports that nothing was sealed", async () => {
    const { owner } = await useAuditDatabase();
    await writeEntries(owner.reader, 3);
    expect(await verifyAudit(owner)).toMatchObject({
      seals: 0,
      entries: 0,
      unsealed: 3,
      head: undefined,
      problems: 0,
    });
  });

  const columns = {
    practice_id: "uuidv7()",
    account_id: "uuidv7()",
    session_id: "uuidv7()",
    action: "action || ' '",
    outcome: "'OK'",
    basis: "coalesce(basis, '')  || 'x'",
    subject_ids: "coalesce(subject_ids, '{}') || practice_id",
    address: "'::1'",
    request_id: "'45'",
    client_request_id: "coalesce(client_request_id, '') || 'x'",
    at: "at + interval '1 microsecond'",
  };
  it.each(Object.entries(columns))("locates an entry whose %s was edited to %s", async (column, value) => {
    const { owner, entry } = await chain();
    const { id, seal } = entry(23);
    await run(owner, edit([id], `${column} = ${value}`));
    const [finding, ...others] = (await verifyAudit(owner)).findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ kind: "changed", seal, id });
  });

  it("distinguishes null from empty, and field boundaries", async () => {
    const { owner, entry } = await chain();
    await run(owner, `update audit_entry set subject_ids = '{}' where id = '${entry(4).id}'`);
    await run(owner, `update audit_entry set subject_ids = null where id = '${entry(5).id}'`);
    await run(
      owner,
      `update audit_entry set action = action || ',2:ok', outcome = '' where id = '${entry(6).id}'`,
    );
    const found = (await verifyAudit(owner)).findings;
    expect(found).toMatchObject([4, 5, 6].map((number) => ({ kind: "changed", id: entry(number).id })));
  });

  it("locates a deleted entry, with its time of creation", async () => {
    const { owner, entry } = await chain();
    const { id, seal, place } = entry(37);
    await run(owner, `delete from audit_entry where id = '${id}'`);
    const today = new Date().toISOString().slice(0, 10);
    expect(await words(owner)).toEqual([
      expect.stringMatching(
        `^Seal ${seal}: entry ${id}, number ${place} in it, created at about ${today}T.*, was deleted.$`,
      ),
    ]);
  });

  const copy = (at: string, id = "uuidv7()") =>
    `insert into audit_entry (practice_id, at, id, action, outcome) values (uuidv7(), ${at}, ${id}, 'patient.list', 'ok') returning id`;

  it.each([
    ["within a seal", "'2020-03-01 09:00:15Z'", 2],
    ["at the first instant of a seal", "'2020-03-01 09:00:10.123456Z'", 2],
    ["in the empty time between the entries and the last seal's end", "'2021-01-01Z'", 5],
  ])("locates an entry inserted %s", async (_, at, seal) => {
    const { owner } = await chain();
    const [{ id } = { id: "" }] = [...(await run(owner, copy(at)))];
    expect((await verifyAudit(owner)).findings).toMatchObject([
      { kind: "added", seal, id, action: "patient.list" },
    ]);
  });

  it.each(["'1969-12-31Z'", "'-infinity'"])(
    "locates an entry inserted before all seals, at %s",
    async (at) => {
      const { owner } = await chain();
      const [{ id } = { id: "" }] = [...(await run(owner, copy(at)))];
      expect((await verifyAudit(owner)).findings).toMatchObject([{ kind: "added before all seals", id }]);
    },
  );

  it("locates a copy of an entry under the same id", async () => {
    const { owner, entry } = await chain();
    const { id, at } = entry(20);
    await run(owner, copy(`'${at}'::timestamptz - interval '1 microsecond'`, `'${id}'`));
    expect((await verifyAudit(owner)).findings).toMatchObject([{ kind: "added", id }]);
  });

  const swap = (one: string, other: string, columns: string) =>
    edit(
      [one, other],
      `(${columns}) = (select ${columns} from kept.edited as yours where yours.id <> mine.id)`,
    );

  it.each([
    ["contents", "account_id, action, outcome, subject_ids, request_id"],
    ["client request ids", "request_id, client_request_id"],
    ["practices", "practice_id"],
    ["times, within a seal", "at"],
  ])("locates two entries with swapped %s", async (_, columns) => {
    const { owner, entry } = await chain();
    const [one, other] = [entry(12), entry(17)];
    await run(owner, swap(one.id, other.id, columns));
    const found = (await verifyAudit(owner)).findings;
    expect(new Set(found.map((finding) => "id" in finding && finding.id))).toEqual(
      new Set([one.id, other.id]),
    );
    expect(found).toMatchObject([
      { kind: "changed", seal: 2 },
      { kind: "changed", seal: 2 },
    ]);
  });

  it("locates two entries with swapped ids", async () => {
    const { owner, entry } = await chain();
    const [one, other] = [entry(12), entry(17)];
    await run(
      owner,
      `update audit_entry set id = case id when '${one.id}' then '${other.id}'::uuid else '${one.id}' end where id in ('${one.id}', '${other.id}')`,
    );
    expect((await verifyAudit(owner)).findings).toMatchObject([
      { kind: "changed", seal: 2 },
      { kind: "changed", seal: 2 },
    ]);
  });

  it("locates entries whose times were swapped across seals or moved outside all seals", async () => {
    const { owner, entry } = await chain();
    const [one, other, third, fourth] = [entry(12), entry(27), entry(30), entry(31)];
    await run(owner, swap(one.id, other.id, "at"));
    await run(owner, `update audit_entry set at = '1960-01-01Z' where id = '${third.id}'`);
    await run(owner, `update audit_entry set at = 'infinity' where id = '${fourth.id}'`);
    const found = await verifyAudit(owner);
    expect(found.findings).toMatchObject([
      { kind: "moved", seal: 2, id: one.id, to: "2020-03-01T09:00:27.123456Z" },
      { kind: "moved", seal: 3, id: other.id, to: "2020-03-01T09:00:12.123456Z" },
      { kind: "moved", seal: 4, id: third.id, to: "1960-01-01 00:00:00+00" },
      { kind: "moved", seal: 4, id: fourth.id, to: "infinity" },
    ]);
    expect(found.problems).toBe(4);
  });

  it("finds a dropped or detached partition, with a short report", async () => {
    const { owner } = await useAuditDatabase();
    await writeEntries(owner.reader, 25);
    await writeEntries(owner.reader, 130, "1999-01-01Z");
    await sealAll(owner, 100);
    await run(owner, "alter table audit_entry detach partition audit_entry_default");
    const found = await verifyAudit(owner);
    expect(found.problems).toBe(155);
    expect(found.findings.map(describeFinding)).toEqual(
      expect.arrayContaining([
        "Seal 1: all 100 entries were deleted.",
        "Seal 2: all 55 entries were deleted.",
      ]),
    );
    expect(found.findings).toHaveLength(102);
  });

  it("finds truncated entries, and truncated seals only by a known head", async () => {
    const { owner, entry, head } = await chain();
    await run(owner, "delete from audit_entry where at >= '2020-03-01 09:00:40Z'");
    expect((await verifyAudit(owner)).findings).toMatchObject(
      [40, 41, 42, 43, 44].map((number) => ({ kind: "missing", id: entry(number).id, seal: 5 })),
    );
    await run(owner, "delete from audit_seal where number = 5");
    expect(await verifyAudit(owner)).toMatchObject({ problems: 0, seals: 4 });
    expect(await words(owner, head)).toEqual([
      "Seal 5, whose hash was given, is missing: the audit was truncated after seal 4.",
    ]);
  });

  it("finds seals removed in the middle and at the beginning, and continues after them", async () => {
    const { owner, entry } = await chain();
    await run(owner, "delete from audit_seal where number in (1, 3, 4)");
    await run(
      owner,
      `update audit_entry set outcome = 'x' where id in ('${entry(15).id}', '${entry(42).id}')`,
    );
    expect(await words(owner)).toEqual([
      "Seal 1 is missing. Its entries cannot be verified.",
      expect.stringContaining(`Seal 2: entry ${entry(15).id}`),
      "Seals 3 to 4 are missing. Their entries cannot be verified.",
      expect.stringContaining(`Seal 5: entry ${entry(42).id}`),
    ]);
  });

  it.each([
    "from_at = from_at - interval '1 microsecond'",
    "until_at = until_at + interval '1 microsecond'",
    "until_at = 'infinity'",
    "from_at = '-infinity'",
    "until_at = '9999-12-31Z'",
    "until_at = '294276-12-31Z'",
    "from_at = '4713-01-01Z BC'",
    "entries = -2147483648",
    "leaves = ''",
    "leaves = leaves || '\\x00'",
    "leaves = substring(leaves from 2)",
    "hash = ''",
    "previous_hash = '\\x00'",
    "until_at = from_at",
    "entries = entries - 1",
    "leaves = set_byte(leaves, 100, get_byte(leaves, 100) # 1)",
    "leaves = substring(leaves from 33)",
    "leaves = substring(leaves from 33) || substring(leaves from 1 for 32)",
    "previous_hash = decode(repeat('00', 32), 'hex')",
    "hash = decode(repeat('00', 32), 'hex')",
  ])("finds a seal with %s", async (change) => {
    const { owner } = await chain();
    await run(owner, `update audit_seal set ${change} where number = 3`);
    expect((await verifyAudit(owner)).findings).toContainEqual({ kind: "seal changed", seal: 3 });
  });

  it.each(["9007199254740992", "9223372036854775807", "0", "-1"])(
    "finds a seal with the number %s after the constraint was dropped",
    async (number) => {
      const { owner, served } = await ownChain();
      const change = `update audit_seal set number = ${number} where number = 4`;
      await expect(run(owner, change)).rejects.toThrow();
      await run(owner, "alter table audit_seal drop constraint audit_seal_number_check");
      await run(owner, change);
      const found = (await verifyAudit(owner)).findings;
      expect(found).toContainEqual({ kind: "invalid number", seal: 0, number });
      expect(found).toContainEqual({ kind: "seals missing", seal: 4, last: 4 });
      await sealAll(served);
      expect((await findHead(served.reader))?.number).toBe(5);
    },
  );

  it.each([
    ["alter table audit_entry rename column basis to why", "audit_entry", "basis"],
    ["alter table audit_entry alter column action type varchar", "audit_entry", "action"],
    ["alter table audit_entry add column extra text", "audit_entry", "extra"],
    ["alter table audit_seal alter column hash drop not null", "audit_seal", "hash"],
    ["alter table audit_seal drop column leaves", "audit_seal", "leaves"],
    ["alter table audit_seal rename to away; create view audit_seal as select * from away", "audit_seal", ""],
  ])("finds changed tables after %s", async (change, table, column) => {
    const { owner } = await ownChain();
    await run(owner, change);
    const found = await verifyAudit(owner);
    expect(found.findings).toContainEqual(expect.objectContaining({ kind: "table changed", table, column }));
    expect(found.problems).toBeGreaterThan(0);
    expect(found.findings.map(describeFinding).join()).toContain(`The table ${table} `);
  });

  it.each(["'9999-12-31Z'", "'294276-12-31Z'", "'4713-01-01Z BC'", "'0001-01-01Z BC'", "'2255-06-05Z'"])(
    "locates an entry that was moved to %s",
    async (at) => {
      const { owner, entry } = await chain();
      const { id } = entry(30);
      await run(owner, `update audit_entry set at = ${at} where id = '${id}'`);
      const { findings, problems } = await verifyAudit(owner);
      expect(findings).toMatchObject([{ kind: "moved", seal: 4, id }]);
      expect([findings.map(describeFinding).length, problems]).toEqual([1, 1]);
    },
  );

  it.each([
    "array_append(subject_ids, null)",
    "array[subject_ids]",
    "('[2:3]=' || subject_ids::text)::uuid[]",
  ])("locates an entry whose subjects are %s", async (value) => {
    const { owner, entry } = await chain();
    const { id, seal } = entry(23);
    await run(owner, edit([id], `subject_ids = ${value}`));
    expect((await verifyAudit(owner)).findings).toMatchObject([{ kind: "changed", seal, id }]);
  });

  it("describes an action with a line break in one line", async () => {
    const { owner, entry } = await chain();
    await run(
      owner,
      `update audit_entry set action = E'x\\n\\x1b[2JNo problem' where id = '${entry(23).id}'`,
    );
    expect(await words(owner)).toEqual([expect.stringMatching(/^Seal 3: [ -~]*was changed\.$/)]);
  });

  it("reports missing protection of the tables", async () => {
    const { owner } = await useAuditDatabase();
    expect((await verifyAudit(owner)).faults).toEqual([]);
    await run(owner, "drop trigger audit_seal_append_only on audit_seal");
    expect((await verifyAudit(owner)).faults).toEqual([
      { table: "audit_seal", name: "trigger audit_seal_append_only", fault: "missing" },
    ]);
  });

  it("finds two seals that have swapped numbers", async () => {
    const { owner } = await chain();
    await run(
      owner,
      "update audit_seal set number = case number when 2 then 1003 else 1002 end where number in (2, 3)",
    );
    await run(owner, "update audit_seal set number = number - 1000 where number > 1000");
    const found = (await verifyAudit(owner)).findings;
    expect(found).toContainEqual({ kind: "seal changed", seal: 2 });
    expect(found).toContainEqual({ kind: "seal changed", seal: 3 });
  });

  it("finds a replaced seal by the next seal or a known head", async () => {
    const { owner, entry, heads, head } = await ownChain();
    const [, , third] = heads;
    await run(owner, `delete from audit_entry where id = '${entry(23).id}'`);
    await run(owner, "create table kept as select * from audit_seal where number > 3");
    await run(owner, "delete from audit_seal where number >= 3");
    await owner.bulkTransaction(async (tx) => {
      const { insertSeal, pinSession } = await import("./queries.ts");
      const [, second] = heads;
      if (!second || !third) throw new Error("no seals");
      await pinSession(tx);
      await insertSeal(tx, { number: 3, from: second.until, until: third.until, previousHash: second.hash });
    });
    await run(owner, "insert into audit_seal select * from kept");
    expect(await words(owner)).toEqual([
      "Seal 4 does not follow seal 3, which was replaced, possibly with earlier ones.",
    ]);
    await run(owner, "delete from audit_seal where number > 3");
    await sealAll(owner);
    expect(await words(owner)).toEqual([]);
    expect(await words(owner, head)).toEqual([
      expect.stringMatching(
        "^Seal 5 does not have the given hash: it, or an earlier one, was replaced. Its hash is [0-9a-f]{64}.$",
      ),
    ]);
    // The first two are unchanged.
    expect(await words(owner, heads[1])).toEqual([]);
    expect((await findHead(owner.reader))?.number).toBe(5);
  });

  it("finds and locates any edit of any entry, and nothing else", async () => {
    const { owner, entry } = await chain();
    const place = fc.integer({ min: 0, max: entries - 1 });
    await fc.assert(
      fc.asyncProperty(
        place,
        fc.constantFrom(...Object.entries(columns)),
        async (number, [column, value]) => {
          const { id, seal } = entry(number);
          const read = async () =>
            JSON.stringify(
              await run(owner, `select *, at::text as instant from audit_entry where id = '${id}'`),
            );
          const before = await read();
          await run(owner, `create table before as select * from audit_entry where id = '${id}'`);
          await run(owner, edit([id], `${column} = ${value}`));
          const isChanged = (await read()) !== before;
          expect((await verifyAudit(owner)).findings).toMatchObject(
            isChanged ? [{ kind: "changed", seal, id }] : [],
          );
          await run(
            owner,
            `delete from audit_entry where id = '${id}'; insert into audit_entry select * from before; drop table before`,
          );
        },
      ),
      { numRuns: 10 },
    );
    expect(await verifyAudit(owner)).toMatchObject({ problems: 0 });
  });
});

/** Follows docs/operate/audit.md without our code, to show that this suffices to check the chain. */
async function leavesByHand(db: Database, { hasClientIds = true } = {}) {
  const found = await db.execute<Record<string, string | null>>(sql`
    select practice_id, extract(epoch from at)::text as at, id, account_id, session_id, action, outcome, basis,
      subject_ids::text as subjects, address, request_id, client_request_id from audit_entry order by at, practice_id, id`);
  return found.map((row) => {
    const text = (value: string | null | undefined) =>
      value === null || value === undefined ? "-" : `${Buffer.byteLength(value)}:${value}`;
    const { practice_id, id, account_id, session_id } = row;
    const microseconds = String(row.at).replace(".", "");
    const ids = [practice_id, microseconds, id, account_id ?? "-", session_id ?? "-"];
    const texts = [row.action, row.outcome, row.basis, row.subjects, row.address, row.request_id].map(text);
    const digest = createHash("sha256")
      .update(
        [
          ...ids,
          ...texts,
          ...(hasClientIds && row.client_request_id !== null ? [text(row.client_request_id)] : []),
        ].join(","),
      )
      .digest();
    return Buffer.concat([Buffer.from(String(id).replaceAll("-", ""), "hex"), digest.subarray(0, 16)]);
  });
}

describe("a seal", () => {
  it("can be computed without the database that made it", async () => {
    const { owner } = await chain();
    const leaves = await leavesByHand(owner.reader);
    const [seal] = await owner.reader.execute<{
      leaves: Buffer;
      hash: Buffer;
      previous_hash: Buffer;
      numbers: string;
    }>(sql`
      select leaves, hash, previous_hash, number || ' ' || floor(extract(epoch from from_at) * 1000000) || ' ' ||
        floor(extract(epoch from until_at) * 1000000) || ' ' || entries as numbers from audit_seal where number = 2`);
    if (!seal) throw new Error("no seal");
    expect(seal.leaves).toEqual(Buffer.concat(leaves.slice(10, 20)));
    const numbers = seal.numbers.split(" ").map((number) => {
      const bytes = Buffer.alloc(8);
      bytes.writeBigInt64BE(BigInt(number));
      return bytes;
    });
    const all = [Buffer.from("caretype audit seal 1"), ...numbers, seal.previous_hash, seal.leaves];
    expect(createHash("sha256").update(Buffer.concat(all)).digest()).toEqual(seal.hash);
  });

  it("without client request ids has the same hash as before that column existed", async () => {
    const { owner } = await useAuditDatabase();
    await liftGuards(owner.reader);
    await writeEntries(owner.reader, 20);
    await run(owner, "update audit_entry set client_request_id = null");
    await sealAll(owner, 20);
    const [seal] = await owner.reader.execute<{ leaves: Buffer }>(sql`select leaves from audit_seal`);
    const before = await leavesByHand(owner.reader, { hasClientIds: false });
    expect(seal?.leaves).toEqual(Buffer.concat(before));
    expect(await verifyAudit(owner)).toMatchObject({ problems: 0, entries: 20 });
    // A request id cannot be moved there or added later unnoticed.
    await run(owner, "update audit_entry set client_request_id = request_id, request_id = null");
    expect((await verifyAudit(owner)).problems).toBeGreaterThan(15);
  });

  it("has the same leaves for any session settings", async () => {
    const { owner } = await ownChain();
    for (const setting of [
      "timezone to 'Asia/Tokyo'",
      "datestyle to 'SQL, DMY'",
      "intervalstyle to 'iso_8601'",
      "bytea_output to 'escape'",
      "extra_float_digits to -15",
    ]) {
      await run(
        owner,
        `do $$ begin execute format('alter database %I set ${setting.replaceAll("'", "''")}', current_database()); end $$`,
      );
    }
    expect(await verifyAudit(owner)).toMatchObject({ problems: 0, entries });
  });
});
