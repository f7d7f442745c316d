import { type DatabaseHandle, openDatabase } from "@caretype/db";
import { createTestDatabase } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { fillDatabase } from "../src/fill/fill-database.ts";

const size = { practices: 8, patients: 900, doctors: 40, assignments: 2_250, seed: 7, largestPractice: 400 };

async function emptyDatabase(): Promise<DatabaseHandle> {
  const { url, drop } = await createTestDatabase();
  const database = openDatabase({ url });
  afterAll(async () => {
    await database.close();
    await drop();
  });
  return database;
}

const tables = ["practice", "account", "membership", "doctor", "patient", "assignment"];

/** Returns a checksum for each table, without the server's timestamps. */
async function digest({ reader }: DatabaseHandle) {
  const digests: Record<string, unknown> = {};
  for (const table of tables) {
    const stamps = ["practice", "account", "membership"].includes(table) ? "{created_at,updated_at}" : "{}";
    const [row] = await reader.execute<{ digest: unknown }>(sql`
      select sum(hashtextextended((to_jsonb(created) - ${stamps}::text[])::text, 0)) as digest
      from ${sql.identifier(table)} as created`);
    digests[table] = String(row?.digest);
  }
  return digests;
}

const catalog = sql`
  select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
  where connamespace = 'public'::regnamespace
  union all select indexname, indexdef from pg_indexes where schemaname = 'public'
  order by 1, 2`;

describe("fillDatabase", () => {
  it("creates exactly the requested number of rows, and restores keys and indexes", async () => {
    const database = await emptyDatabase();
    const before = [...(await database.reader.execute(catalog))];
    const { practices } = await fillDatabase(database, size);
    expect([...(await database.reader.execute(catalog))]).toEqual(before);
    const counts = await database.reader.execute(sql`
      select (select count(*) from practice) as practices, (select count(*) from patient) as patients,
        (select count(*) from doctor) as doctors, (select count(*) from assignment) as assignments,
        (select count(*) from patient where practice_id = ${practices[0]?.id}) as "largestPractice"`);
    expect({ ...counts[0], seed: size.seed }).toEqual(size);
    const ofEach = await database.reader.execute<{ id: string; patients: number }>(
      sql`select practice_id as id, count(*) as patients from patient group by 1 order by 2 desc`,
    );
    expect(practices.map(({ patients }) => patients).toSorted((a, b) => b - a)).toEqual(
      ofEach.map(({ patients }) => patients),
    );
  });

  it("creates the same rows for the same seed, and others for another seed", async () => {
    const digests = await Promise.all(
      [size.seed, size.seed, size.seed + 1].map(async (seed) => {
        const database = await emptyDatabase();
        await fillDatabase(database, { ...size, seed });
        return digest(database);
      }),
    );
    expect(digests[1]).toEqual(digests[0]);
    for (const table of ["practice", "doctor", "patient", "assignment"]) {
      expect(digests[2]?.[table]).not.toBe(digests[0]?.[table]);
    }
  });

  it("creates audit entries in partitions of past months", async () => {
    const summaries = await Promise.all(
      [size.seed, size.seed, size.seed + 1].map(async (seed) => {
        const database = await emptyDatabase();
        const { busiestPatientId } = await fillDatabase(database, { ...size, seed, auditEntries: 2_400 });
        const [entries] = await database.reader.execute<Record<string, unknown>>(sql`
          select count(*)::int as entries, count(distinct tableoid)::int as partitions,
            count(*) filter (where tableoid = 'audit_entry_default'::regclass)::int as astray,
            count(*) filter (where subject_ids = array[${busiestPatientId}::uuid]) > 24 as "isBusy",
            sum(hashtextextended(entry::text, 0))::text as digest
          from audit_entry as entry`);
        const [patients] = await database.reader.execute<Record<string, unknown>>(sql`
          select count(distinct patient.id)::int as patients,
            bool_and(patient.practice_id = entry.practice_id) as "areOwn"
          from audit_entry as entry join patient on patient.id = any(subject_ids)`);
        await expect(database.reader.execute(sql`delete from audit_entry`)).rejects.toThrow();
        return { ...entries, ...patients };
      }),
    );
    expect(summaries[0]).toEqual({
      entries: 2_400,
      partitions: 24,
      astray: 0,
      isBusy: true,
      patients: 900,
      areOwn: true,
      digest: expect.any(String),
    });
    expect(summaries[1]).toEqual(summaries[0]);
    expect(summaries[2]).not.toEqual(summaries[0]);
  });

  it("refuses a database that is in use, and leaves it unchanged", async () => {
    const database = await emptyDatabase();
    await fillDatabase(database, {
      ...size,
      practices: 1,
      patients: 10,
      assignments: 25,
      largestPractice: 10,
    });
    const before = await digest(database);
    await expect(fillDatabase(database, size)).rejects.toThrow("Only an empty database can be filled");
    expect(await digest(database)).toEqual(before);
  });

  it.each([
    [{ practices: 0 }, "At least one practice"],
    [{ patients: 1.5 }, "patients must be a non-negative integer"],
    [{ largestPractice: 1_000 }, "largestPractice must not exceed"],
    [{ doctors: 5 }, "need 9 doctors or more"],
  ])("refuses %j", async (change, message) => {
    const database = await emptyDatabase();
    await expect(fillDatabase(database, { ...size, ...change })).rejects.toThrow(message);
  });
});
