import { openDatabase } from "@caretype/db";
import { createTestDatabase } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { fillDatabase } from "../src/fill/fill-database.ts";

const size = {
  practices: 8,
  patients: 900,
  doctors: 40,
  assignments: 2_250,
  largestPractice: 400,
  auditEntries: 2_400,
};

const catalog = sql`
  select conname as name, pg_get_constraintdef(oid) as made from pg_constraint
  where connamespace = 'public'::regnamespace and conrelid::regclass::text !~ '^audit_entry_'
  union all select indexname, indexdef from pg_indexes where schemaname = 'public' and tablename !~ '^audit_entry_'
  order by 1, 2`;

const { url, drop } = await createTestDatabase();
const database = openDatabase({ url });
afterAll(async () => {
  await database.close();
  await drop();
});
const before = [...(await database.reader.execute(catalog))];
const { practices, busiestPatientId } = await fillDatabase(url, size);

it("creates exactly the requested number of rows, and restores keys and indexes", async () => {
  expect([...(await database.reader.execute(catalog))]).toEqual(before);
  const counts = await database.reader.execute(sql`
    select (select count(*) from practice) as practices, (select count(*) from patient) as patients,
      (select count(*) from doctor) as doctors, (select count(*) from assignment) as assignments,
      (select count(*) from audit_entry) as "auditEntries",
      (select count(*) from patient where practice_id = ${practices[0]?.id}) as "largestPractice"`);
  expect(counts[0]).toEqual(size);
  const others = await database.reader.execute(sql`select distinct practice_id from patient`);
  expect(others).toHaveLength(size.practices);
});

it("names each patient in the audit of their own practice, in partitions of past months", async () => {
  const [entries] = await database.reader.execute<Record<string, unknown>>(sql`
    select count(distinct tableoid)::int as partitions,
      count(*) filter (where tableoid = 'audit_entry_default'::regclass)::int as astray,
      count(*) filter (where subject_ids = array[${busiestPatientId}::uuid]) > 24 as "isBusy"
    from audit_entry as entry`);
  const [patients] = await database.reader.execute<Record<string, unknown>>(sql`
    select count(distinct patient.id)::int as patients, bool_and(patient.practice_id = entry.practice_id) as "areOwn"
    from audit_entry as entry join patient on patient.id = any(subject_ids)`);
  expect({ ...entries, ...patients }).toEqual({
    partitions: 24,
    astray: 0,
    isBusy: true,
    patients: 900,
    areOwn: true,
  });
  await expect(database.reader.execute(sql`delete from audit_entry`)).rejects.toThrow();
});
