import { openDatabase } from "@caretype/db";
import { createTestDatabase } from "@caretype/test-database";
import { afterAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { useServerProcesses } from "../server-process.ts";

// Imports over REST, with a server in its own process.

const testDatabase = await createTestDatabase();
const database = openDatabase({ url: testDatabase.url });
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const { served } = useServerProcesses(
  {
    DATABASE_URL: testDatabase.url,
    SECRET_KEY: "a secret key of the tests, long enough",
    BCRYPT_COST: "4",
    RATE_LIMIT_ACCOUNT: "0",
    RATE_LIMIT_ADDRESS: "0",
  },
  afterAll,
);
/** Each test kills it, and starts the next one. */
let server = await served();

const Upload = z.object({
  id: z.string(),
  state: z.string(),
  progress: z.object({ stage: z.string(), rows_done: z.number(), rows: z.number() }).nullable(),
  problems: z.object({ total: z.number() }).nullable(),
  result: z
    .object({
      import_id: z.string().nullable(),
      patients: z.unknown(),
      doctors: z.unknown(),
      assignments: z.unknown(),
      clinical_records: z.unknown(),
    })
    .nullable(),
});
type Sent = { file: string; columns: readonly string[]; rows: { line: number; cells: string[] }[] };

type Call = (line: string, body?: unknown) => Promise<unknown>;

const callsTo =
  (url: string, token: string | null): Call =>
  async (line, body) => {
    const [method = "GET", path = ""] = line.split(" ");
    const headers = {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
    };
    const answer = await fetch(`${url}/api${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${line}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };

async function register(url: string): Promise<string> {
  const credentials = { email: `${crypto.randomUUID()}@example.org`, password: "correct horse battery" };
  const answer = await callsTo(url, null)("POST /auth/register", credentials);
  return z.object({ tokens: z.object({ access: z.string() }) }).parse(answer).tokens.access;
}

const rowsAtOnce = 1_000;

/** Resolves to the upload's id and its number of rows. */
async function send(call: Call, { files, ...how }: { files: Sent[] } & Record<string, unknown>) {
  const begun = { ...how, files: files.map(({ file, columns }) => ({ file, columns })) };
  const { id } = Upload.parse(await call("POST /import-uploads", begun));
  for (const { file, rows } of files)
    for (let at = 0; at < rows.length; at += rowsAtOnce) {
      const part = { file, rows: rows.slice(at, at + rowsAtOnce) };
      await call(`POST /import-uploads/${id}/parts`, part);
    }
  return { id, rows: files.reduce((sum, { rows }) => sum + rows.length, 0) };
}

const uploadAt = async (call: Call, id: string) => Upload.parse(await call(`GET /import-uploads/${id}`));

const ended = (call: Call, id: string) =>
  vi.waitFor(
    async () => {
      const upload = await uploadAt(call, id);
      expect(upload.progress).toBeNull();
      return upload;
    },
    { interval: 50 },
  );

const manyPatients = (count: number): Sent => ({
  file: "patients.csv",
  columns: ["Nr", "Name", "Sex"],
  rows: Array.from({ length: count }, (_, at) => ({
    line: at + 2,
    cells: [`${at}`, `Ann Number${at}`, "F"],
  })),
});
const table = {
  format: "table",
  records: "patient",
  table: { mapping: { name: "Name", gender: "Sex" }, identifier: { column: "Nr", system: "old" } },
};

/** A table to import, and how to find its records. */
type Killed = {
  sent: Record<string, unknown> & { files: Sent[] };
  found: string;
  kind: "patients" | "records";
  /** The row at which the import waits. */
  held: { table: string; row: string };
};

/** Over the size of a slice, and of an audit entry's list. */
const count = 1_200;
/** While this is locked, an import waits in the midst of its rows. */
const [heldAt, held] = [1_100, 20_260_401];
const rarePulse = 200;

/** Runs `run` while imports are kept from writing the whole table. */
async function whileHeld({ table, row }: Killed["held"], run: () => Promise<void>): Promise<void> {
  for (const statement of [
    `create or replace function hold() returns trigger language plpgsql security definer as $$ begin
      perform pg_advisory_xact_lock(${held});
      return new;
    end $$`,
    `create trigger hold before insert on ${table} for each row when (${row}) execute function hold()`,
  ])
    await database.reader.execute(statement);
  const [practice] = await database.reader.execute<{ id: string }>(
    "select id from practice order by id desc limit 1",
  );
  await database.bulkTransaction(async (transaction) => {
    await transaction.execute(`select pg_advisory_xact_lock(${held})`);
    await run();
  }, practice?.id);
}

const manyObservations: Sent = {
  file: "lab.csv",
  columns: ["Nr", "Patient", "Code", "Day", "Result", "Unit"],
  rows: Array.from({ length: count }, (_, at) => ({
    line: at + 2,
    cells: [`${at}`, "1", "8867-4", "1.7.2024", `${at === heldAt ? rarePulse : 40 + (at % 60)}`, "/min"],
  })),
};
const observationTable = {
  format: "table",
  records: "observation",
  table: {
    mapping: { patient: "Patient", code: "Code", effective_at: "Day", value: "Result", unit: "Unit" },
    date_format: "DD.MM.YYYY",
    identifier: { column: "Nr", system: "lab" },
    people_system: "old",
  },
};

test.each<Killed>([
  {
    sent: { ...table, files: [manyPatients(count)] },
    found: "(select count(*)::int from patient where name like 'Ann Number%')",
    kind: "patients",
    held: { table: "patient", row: `new.name = 'Ann Number${heldAt}'` },
  },
  {
    sent: { ...observationTable, files: [manyObservations] },
    found: "(select count(*)::int from observation)",
    kind: "records",
    held: { table: "observation", row: `new.value_number = ${rarePulse}` },
  },
])(
  "a server that is killed halfway leaves no $kind half done, and the next one completes the import",
  async ({ sent, found, kind, held }) => {
    const token = await register(server.url);
    const call = callsTo(server.url, token);
    if (kind === "records") {
      const people = await send(call, { ...table, files: [manyPatients(3)] });
      await call(`POST /import-uploads/${people.id}/run`, { rows: people.rows });
      await ended(call, people.id);
    }
    const createdRecords = () =>
      database.reader.execute<{ records: number; imports: number; entries: number }>(`
      select ${found} as records,
        (select count(*)::int from import_batch where source = 'table') as imports,
        (select count(*)::int from audit_entry where action = 'import.table') as entries`);
    const [before] = await createdRecords();
    const { id, rows } = await send(call, sent);
    await whileHeld(held, async () => {
      await call(`POST /import-uploads/${id}/run`, { rows });
      await vi.waitFor(
        async () => {
          const { progress } = await uploadAt(call, id);
          expect(progress).toMatchObject({ stage: "writing" });
          expect(progress?.rows_done).toBeGreaterThan(0);
        },
        { interval: 50 },
      );
      server.child.kill("SIGKILL");
      expect(await createdRecords()).toEqual([before]);
    });
    server = await served();
    const callAgain = callsTo(server.url, token);
    expect((await uploadAt(callAgain, id)).state).toBe("running");
    // As if ten seconds had passed, after which a silent worker counts as dead.
    await database.reader.execute(
      "update pgboss.job set heartbeat_on = now() - interval '1 minute' where state = 'active'",
    );
    await database.reader.execute("update pgboss.queue set monitor_on = null, monitor_claim_on = null");
    const tally = { imported: count, present: 0 };
    expect(await ended(callAgain, id)).toMatchObject({
      state: "done",
      result:
        kind === "patients"
          ? { patients: tally }
          : { clinical_records: [{ kind: "observation", rows: count, ...tally, joined: 0, refused: 0 }] },
    });
    const [after] = await createdRecords();
    expect(after?.records).toBe(count);
    expect(after?.imports).toBe((before?.imports ?? 0) + 1);
    // An entry names at most a thousand records. A further one names the observations' patient.
    const added = Math.ceil(count / 1_000) + (kind === "patients" ? 0 : 1);
    expect((after?.entries ?? 0) - (before?.entries ?? 0)).toBe(added);
  },
);
