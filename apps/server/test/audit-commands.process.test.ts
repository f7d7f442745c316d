import { openDatabase } from "@caretype/db";
import { createTestDatabase } from "@caretype/test-database";
import { afterAll, expect, test } from "vitest";
import { createImportHarness } from "./import/support.ts";
import { useServerProcesses } from "./server-process.ts";

const { url: databaseUrl, drop } = await createTestDatabase();
const { command } = useServerProcesses({ DATABASE_URL: databaseUrl });
const database = openDatabase({ url: databaseUrl });
afterAll(async () => {
  await database.close();
  await drop();
});

const audit = (...words: string[]) => command(["audit", ...words]);

const insertion = `insert into audit_entry (practice_id, at, id, action, outcome)
  select uuidv7(), '2020-01-01Z'::timestamptz + number * interval '1 second', uuidv7(), 'patient.byId', 'ok'
  from generate_series(1, 3) as number`;

test("the command line seals the audit, prints its head, and verifies it", async () => {
  expect(await audit("head")).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("Nothing is sealed yet"),
  });
  await database.reader.execute(insertion);
  const sealed = await audit("seal");
  expect(sealed).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^1:[0-9a-f]{64}\n$/),
    stderr: expect.stringMatching(
      /^1 new seal over 3 entries\. Entries of the last ten seconds are sealed later\.\nThe newest seal is number 1, over 3 entries before 20/,
    ),
  });
  const head = sealed.stdout.trim();
  expect(await audit("head")).toMatchObject({ status: 0, stdout: `${head}\n` });
  expect(await audit("verify")).toEqual({
    status: 0,
    stderr: "",
    stdout: expect.stringMatching(
      new RegExp(
        `^1 seal over 3 entries checked, up to 20.*Z\\. The head is ${head}\\.\nWithout a head .*\nNo problem was found\\.\n$`,
      ),
    ),
  });

  await database.reader.execute("drop trigger audit_entry_append_only on audit_entry");
  await database.reader.execute(
    "update audit_entry set outcome = 'FORBIDDEN' where at = '2020-01-01 00:00:02Z'",
  );
  await database.reader.execute(
    "insert into audit_entry (practice_id, at, id, action, outcome) values (uuidv7(), now(), uuidv7(), 'patient.byId', 'ok')",
  );
  const verified = await audit("verify", "--head", head);
  expect(verified.status).toBe(1);
  // Their number depends on the day.
  const partitions = await database.reader.execute<{ name: string }>(
    "select inhrelid::regclass::text as name from pg_inherits where inhparent = 'audit_entry'::regclass order by name",
  );
  const months = partitions.map(
    ({ name }) => `Not guarded: ${name}: trigger audit_entry_append_only is missing.`,
  );
  const lines = verified.stdout.split("\n");
  const isMonth = (line: string) => /^Not guarded: audit_entry_\w+: trigger/.test(line);
  expect(lines.filter(isMonth).toSorted()).toEqual(months.toSorted());
  expect(lines.filter((line) => !isMonth(line))).toEqual([
    expect.stringMatching(
      /^Seal 1: entry [-0-9a-f]{36} of 2020-01-01T00:00:02.000000Z, now patient.byId, was changed\.$/,
    ),
    expect.stringMatching(/^Not guarded: audit_entry: trigger audit_entry_append_only is missing\.$/),
    expect.stringContaining("1 seal over 3 entries checked"),
    expect.stringMatching(/^1 entry not sealed yet, so not checked\. Entries are sealed after ten seconds, /),
    "1 problem found: the audit was tampered with.",
    "",
  ]);
});

test("audit verify names a note that was changed past the triggers, and exits with 1", async () => {
  const { signUp, databaseUrl: url, database: records } = await createImportHarness();
  const { caller, id: accountId } = await signUp("owner@example.org");
  const { id: doctorId } = await caller.doctor.create({ name: "Bo Ray" });
  await caller.member.linkDoctor({ accountId, doctorId });
  const { id: patientId } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
  const { id } = await caller.noteDraft.create({ patientId, text: "Coughs." });
  const { hash } = await caller.noteDraft.review({ id });
  await caller.noteDraft.sign({ id, hash });
  const verify = () => command(["audit", "verify"], { DATABASE_URL: url });
  expect(await verify()).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(
      /^1 signed note compared with its signatures, 0 problems found\.\n(?:.*\n)+No problem was found\.\n$/,
    ),
  });
  await records.reader.execute("alter table note disable trigger all");
  await records.reader.execute("update note set text = 'Smokes.'");
  await records.reader.execute("alter table note enable trigger all");
  const { status, stdout } = await verify();
  expect(status).toBe(1);
  const { id: practiceId } = await caller.practice.mine();
  expect(stdout.split("\n").slice(0, 2)).toEqual([
    `The note ${id} of practice ${practiceId} is not what was signed: it, its encounter or a signature was changed.`,
    "1 signed note compared with its signatures, 1 problem found.",
  ]);
  expect(stdout.split("\n").slice(-2)).toEqual([
    "1 problem found in signed notes. The audit itself was not changed.",
    "",
  ]);
  expect(stdout).not.toContain("Smokes");

  for (const table of ["note_signature", "note"]) {
    await records.reader.execute(`alter table ${table} disable trigger all`);
    await records.reader.execute(`delete from ${table}`);
    await records.reader.execute(`alter table ${table} enable trigger all`);
  }
  const { stdout: gone } = await verify();
  expect(gone.split("\n").slice(0, 2)).toEqual([
    `A signature of the note ${id} of practice ${practiceId} was removed: the audit has an entry of it.`,
    "0 signed notes compared with their signatures, 1 problem found.",
  ]);
});

test("a failed check has its own exit code", async () => {
  const variables = { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" };
  const refused = await command(["audit", "verify"], variables);
  expect(refused).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("The audit could not be checked"),
  });
});

test.each(["5", "0:00", `1:${"g".repeat(64)}`, `1e3:${"0".repeat(64)}`])(
  "--head %s is refused",
  async (head) => {
    expect(await audit("verify", "--head", head)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("A head is a seal's number, a colon, and its hash"),
    });
  },
);
