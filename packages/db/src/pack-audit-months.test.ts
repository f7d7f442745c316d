import { rows, useDatabases } from "@caretype/test-database/use-databases";
import { beforeAll, expect, it } from "vitest";
import { type DatabaseHandle, migrate } from "./index.ts";
import { packAuditMonths } from "./pack-audit-months.ts";
import { readMigrations } from "./read-migrations.ts";

const context = useDatabases({ migrated: true });
let owner: DatabaseHandle;

/** 20,000 entries of a month, written by 50 accounts in turns. */
const entries = `
  create table audit_entry_2020_01 (like audit_entry including defaults);
  alter table audit_entry attach partition audit_entry_2020_01 for values from ('2020-01-01Z') to ('2020-02-01Z');
  insert into audit_entry (practice_id, at, id, account_id, action, outcome, subject_ids)
  select lpad(to_hex(n % 20), 32, '0')::uuid, '2020-01-01Z'::timestamptz + n * interval '1 second', uuidv7(),
    md5((n * 31 % 50)::text)::uuid, 'patient.update', 'ok', array[uuidv7()]
  from generate_series(1, 20000) n;
  insert into audit_entry (practice_id, id, account_id, action, outcome) values (uuidv7(), uuidv7(), uuidv7(), 'x', 'ok')`;

const indexes = `
  select relname as name, pg_relation_size(indexrelid)::int as bytes, indisvalid as valid
  from pg_index join pg_class on oid = indexrelid where indrelid = 'audit_entry_2020_01'::regclass order by 1`;

const content = "select md5(string_agg(e::text, '|' order by at, id)) as digest from audit_entry e";

const total = (found: readonly Record<string, unknown>[]) =>
  found.reduce((sum, { bytes }) => sum + Number(bytes), 0);

beforeAll(async () => {
  owner = context.open();
  for (const statement of entries.split(";")) await rows(owner.reader, statement);
});

it("packs the months that are complete, once, and changes no entry", async () => {
  const [before, text] = [await rows(owner.reader, indexes), await rows(owner.reader, content)];
  // The remains of a killed reindex.
  await rows(owner.reader, "create index audit_entry_2020_01_pkey_ccnew on audit_entry_2020_01 (at)");
  await rows(
    owner.reader,
    "update pg_index set indisvalid = false where indexrelid = 'audit_entry_2020_01_pkey_ccnew'::regclass",
  );
  expect(await packAuditMonths({ url: context.url })).toEqual(["audit_entry_2020_01"]);
  const after = await rows(owner.reader, indexes);
  expect(after.map(({ name, valid }) => [name, valid])).toEqual(before.map(({ name }) => [name, true]));
  expect(total(after)).toBeLessThan(total(before) * 0.75);
  expect(await rows(owner.reader, content)).toEqual(text);
  expect(await packAuditMonths({ url: context.url })).toEqual([]);
  expect(await rows(owner.reader, indexes)).toEqual(after);
});

it("does nothing for a user that does not own the tables", async () => {
  const user = `reader_${Date.now()}`;
  await rows(owner.reader, `create role ${user} login password 'x'`);
  await rows(owner.reader, "comment on index audit_entry_2020_01_pkey is null");
  const url = Object.assign(new URL(context.url), { username: user, password: "x" }).href;
  expect(await packAuditMonths({ url })).toEqual([]);
  expect(await packAuditMonths({ url: context.url })).toEqual(["audit_entry_2020_01"]);
  await rows(owner.reader, `drop role ${user}`);
});

it("builds an index that a migration has begun for months with entries", async () => {
  const migration = readMigrations().find(({ sql }) =>
    sql.some((statement) => statement.includes("audit_entry_rare_action_idx")),
  );
  // Unchanged.
  await rows(owner.reader, "drop index audit_entry_rare_action_idx");
  await rows(owner.reader, "create index audit_entry_action_idx on audit_entry (practice_id, action)");
  for (const statement of migration?.sql ?? []) await rows(owner.reader, statement);
  const months = () =>
    rows(
      owner.reader,
      `select part.indrelid::regclass::text as month, part.indisvalid as valid, whole.indisvalid as whole
      from pg_inherits join pg_index as part on part.indexrelid = inhrelid join pg_index as whole on whole.indexrelid = inhparent
      where inhparent = 'audit_entry_rare_action_idx'::regclass order by 1`,
    );
  const begun = await months();
  expect(begun.length).toBeGreaterThan(1);
  expect(begun.map(({ month }) => month)).not.toContain("audit_entry_2020_01");
  expect(begun.every(({ whole }) => whole === false)).toBe(true);
  // The remains of a killed build.
  await rows(
    owner.reader,
    "create index audit_entry_2020_01_practice_id_action_at_id_idx on audit_entry_2020_01 (at)",
  );
  // As after a killed migration, and with many concurrent starts.
  await Promise.all([1, 2, 3].map(() => migrate(context.url)));
  const done = await months();
  const [{ count } = {}] = await rows(
    owner.reader,
    "select count(*)::int from pg_inherits where inhparent = 'audit_entry'::regclass",
  );
  expect(done).toHaveLength(Number(count));
  expect(done.every(({ valid, whole }) => valid === true && whole === true)).toBe(true);
  const plan = await rows(
    owner.reader,
    `explain select from audit_entry where practice_id = '${"0".repeat(31)}1' and action = 'x' and at < '2020-02-01Z'`,
  );
  expect(JSON.stringify(plan)).toContain("practice_id_action_at_id_idx");
});
