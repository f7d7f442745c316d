import { createServices } from "@caretype/api";
import type { PatientId } from "@caretype/core/kernel/field/ids";
import { openDatabase } from "@caretype/db";
import postgres from "postgres";
import { type ScratchDatabase, startScratchDatabase } from "./scratch-database.ts";
import { callerFor, secretKey, settings } from "./services.ts";

/** The database of all peers, with one account, its practice and its patients. */
export type BenchEnvironment = AsyncDisposable & {
  database: ScratchDatabase;
  /** For the benchmark's own statements. */
  sql: postgres.Sql;
  secretKey: string;
  account: { id: string; email: string; password: string; accessToken: string };
  practiceId: string;
  patientIds: PatientId[];
};

const credentials = { email: "bench@example.org", password: "nine lives of a lamp" };

export async function createBenchEnvironment({ patients }: { patients: number }): Promise<BenchEnvironment> {
  await using steps = new AsyncDisposableStack();
  const database = steps.use(await startScratchDatabase());
  const sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  steps.defer(() => sql.end());
  const account = await register(database.url);
  const [membership] = await sql<{ practiceId: string }[]>`
    select practice_id as "practiceId" from membership where account_id = ${account.id}`;
  if (!membership) throw new Error("The account has no practice.");
  const { practiceId } = membership;
  const patientIds = await addPatients(sql, { practiceId, accountId: account.id, count: patients });
  const resources = steps.move();
  const end = { [Symbol.asyncDispose]: () => resources.disposeAsync() };
  return { database, sql, secretKey, account, practiceId, patientIds, ...end };
}

/** Calls the procedure, so that the account is complete. */
async function register(databaseUrl: string): Promise<BenchEnvironment["account"]> {
  const database = openDatabase({ url: databaseUrl });
  const services = await createServices({ database, settings });
  try {
    const { id, tokens } = await callerFor(services, null).account.register(credentials);
    if (!tokens) throw new Error("The registration returned no tokens.");
    return { id, accessToken: tokens.access, ...credentials };
  } finally {
    await services.close();
    await database.close();
  }
}

type NewPatients = { practiceId: string; accountId: string; count: number };

/** Adds fictional patients with rows as large as real ones. */
async function addPatients(
  sql: postgres.Sql,
  { practiceId, accountId, count }: NewPatients,
): Promise<PatientId[]> {
  await sql`
    insert into patient (practice_id, id, name, first_name, last_name, phone_number, email, date_of_birth, gender,
      address, medical_history, created_by)
    select ${practiceId}, uuidv7(), 'Ada ' || last_name, 'Ada', last_name, '+49 30 ' || 1000000 + number,
      'ada.' || number || '@example.org', date '1930-01-01' + number % 30000,
      (array['female', 'male', 'other'])[1 + number % 3], number || ' Mill Lane, Springfield, MA 01101',
      'Asthma since childhood; penicillin allergy. Last seen for a routine check.', ${accountId}
    from (select number, 'Lindqvist' || number as last_name from generate_series(1, ${count}::int) number) people`;
  await sql`vacuum analyze patient`;
  const rows = await sql<{ id: PatientId }[]>`
    select id from patient where practice_id = ${practiceId} order by id desc`;
  return rows.map(({ id }) => id);
}

/** Removes the rows that a load has created, so that the next one starts from the same state. */
export async function removeCreated({ sql, practiceId, patientIds }: BenchEnvironment): Promise<void> {
  const newest = patientIds[0] ?? "";
  await sql`delete from patient where practice_id = ${practiceId} and id > ${newest}`;
  await sql`vacuum analyze patient`;
}

/** Too short to be compressed. Their total exceeds `max_wal_size`, which triggers a checkpoint. */
const [rows, rowBytes] = [700_000, 1_900];

/**
 * Recycles PostgreSQL's log (WAL) once. A new database has no segments to reuse, and zero-fills each new one of 16
 * MB. Commits wait for that, 50 ms on this project's machine. In the first five minutes, this would dominate every
 * p99.
 */
export async function cycleWal(sql: postgres.Sql): Promise<void> {
  await sql`create table filler (text text)`;
  for (let part = 0; part < 10; part += 1) {
    await sql`insert into filler select repeat('x', ${rowBytes}::int) from generate_series(1, ${rows / 10}::int)`;
    await sql`truncate filler`;
  }
  await sql`drop table filler`;
}
