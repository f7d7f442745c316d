import { openDatabase } from "@caretype/db";
import { createTestDatabase } from "@caretype/test-database";
import { joinNodes } from "@caretype/test-database/citus-setup";
import { afterAll, expect, test } from "vitest";
import { createImportHarness, folderWith, smallExport, textOf } from "./import/support.ts";
import { useServerProcesses } from "./server-process.ts";

const owner = "owner@example.org";
const { command } = useServerProcesses({ SECRET_KEY: "a secret key of the tests, long enough" });
const harness = await createImportHarness();

const drops: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const drop of drops) await drop();
});

async function newDatabase() {
  const { url, drop } = await createTestDatabase({ empty: true });
  drops.push(drop);
  return { DATABASE_URL: url };
}

const ended = async (words: string[], target: Record<string, string>) => {
  const { status, stdout, stderr } = await command(words, target);
  return { status, output: `${stdout}${status === 0 ? "" : stderr}` };
};

/** Tables of practices, and shared ones. */
async function recordsIn({ DATABASE_URL: url }: { DATABASE_URL: string }) {
  const { reader, close } = openDatabase({ url });
  const found = [];
  for (const table of ["patient", "assignment", "doctor", "doctor_version", "record_version", "audit_entry"])
    found.push(
      ...(await reader.execute(
        `select '${table}' as name, count(*)::int, md5(string_agg(own::text, '|' order by own::text)) from ${table} as own`,
      )),
    );
  await close();
  return found;
}

test("a placed database is checked and verified, and moves by backups to PostgreSQL and back", async () => {
  const { caller } = await harness.signUp(owner);
  await harness.runImport(await folderWith(textOf(smallExport("north"))), owner);
  const { items } = await caller.patient.list({});
  for (const { id } of items)
    await caller.patient.update({ id, expectedVersion: 1, address: "1 High Street" });
  const citus = { DATABASE_URL: harness.databaseUrl };
  expect(await ended(["audit", "seal"], citus)).toMatchObject({ status: 0 });
  const verified = { status: 0, output: expect.stringContaining("No problem was found") };
  expect(await ended(["audit", "verify"], citus)).toEqual(verified);
  expect(await ended(["check"], citus)).toMatchObject({ status: 0 });

  const folder = await folderWith({});
  const [plain, again] = [await newDatabase(), await newDatabase()];
  expect(await ended(["backup", `${folder}/of-citus`], citus)).toMatchObject({ status: 0 });
  expect(await ended(["restore", `${folder}/of-citus`], plain)).toMatchObject({ status: 0 });
  expect(await recordsIn(plain)).toEqual(await recordsIn(citus));

  expect(await ended(["backup", `${folder}/of-plain`], plain)).toMatchObject({ status: 0 });
  await joinNodes(new URL(again.DATABASE_URL).pathname.slice(1));
  expect(await ended(["restore", `${folder}/of-plain`], again)).toMatchObject({ status: 0 });
  expect(await ended(["migrate", "--citus", "--experimental"], again)).toEqual({
    status: 0,
    output: expect.stringContaining("Placed on Citus"),
  });
  expect(await recordsIn(again)).toEqual(await recordsIn(citus));
  expect(await ended(["audit", "verify"], again)).toEqual(verified);
});

test("a backup beside writers is of one moment on all nodes", async () => {
  const citus = { DATABASE_URL: harness.databaseUrl };
  const folder = await folderWith({});
  const stopping = new AbortController();
  // Each record refers to one on another node.
  const write = async (writer: number) => {
    for (let round = 0; !stopping.signal.aborted; round++) {
      const { caller } = await harness.signUp(`writer-${writer}-${round}@example.org`);
      const { id: doctorId } = await caller.doctor.create({ name: "Ida Moss", specialization: "Cardiology" });
      const { id: patientId } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
      await caller.assignment.create({ patientId, doctorId });
    }
  };
  const writing = Promise.all([1, 2, 3, 4].map(write));
  for (const name of ["one", "two", "three"]) {
    expect(await ended(["audit", "seal"], citus)).toMatchObject({ status: 0 });
    expect(await ended(["backup", `${folder}/${name}`], citus)).toMatchObject({ status: 0 });
  }
  stopping.abort();
  await writing;
  for (const name of ["one", "two", "three"]) {
    const plain = await newDatabase();
    expect(await ended(["restore", `${folder}/${name}`], plain)).toMatchObject({ status: 0 });
    expect(await ended(["audit", "verify"], plain)).toMatchObject({ status: 0 });
  }
});
