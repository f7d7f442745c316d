import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { recordKey } from "@caretype/api";
import { openDatabase } from "@caretype/db";
import { createTestDatabase, isOnCitus, runText } from "@caretype/test-database";
import { startTestS3, testS3Secret } from "@caretype/test-database/s3-server";
import { expect, onTestFinished, test } from "vitest";
import { checkDatabase } from "../src/command/check/check-database.ts";
import { checkMachine } from "../src/command/check/check-machine.ts";
import { readSettings } from "../src/settings/settings.ts";

const key = "0123456789abcdef0123456789abcdef";

async function checked(change?: (url: string) => Promise<unknown>, variables: Record<string, string> = {}) {
  const { url, drop } = await createTestDatabase(variables.EMPTY ? { empty: true } : {});
  onTestFinished(drop);
  await change?.(url);
  const settings = readSettings({ DATABASE_URL: url, SECRET_KEY: key, ...variables });
  const findings = await checkDatabase(url, settings);
  // A warning names the older PostgreSQL of Citus.
  const isExpected = ({ about, state }: (typeof findings)[number]) =>
    state === "ok" || (isOnCitus() && about === "Database" && state === "warning");
  return findings.filter((finding) => !isExpected(finding));
}

async function changing(url: string, work: (database: ReturnType<typeof openDatabase>) => Promise<unknown>) {
  const database = openDatabase({ url });
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

test("finds nothing wrong with a migrated database", async () => {
  expect(await checked()).toEqual([]);
});

test("names a database without tables, and does not migrate it", async () => {
  const findings = await checked(undefined, { EMPTY: "yes" });
  expect(findings).toEqual([
    { about: "Schema", state: "problem", text: expect.stringContaining("none yet") },
  ]);
});

test("names the migrations that make a schema older, newer or unknown", async () => {
  const run = (statement: string) => (url: string) =>
    changing(url, ({ transaction }) => transaction((tx) => runText(tx, statement)));
  const journal = "drizzle.__drizzle_migrations";
  const inserted = `insert into ${journal} (id, name, hash, created_at) values (1000, 'theirs', '', 0)`;
  for (const [statement, state, text] of [
    [`delete from ${journal} where name like '0021%'`, "warning", /it lacks the migration 0021_/],
    [inserted, "warning", /has the migration theirs, applied after all of this version/],
    [
      `update ${journal} set name = 'theirs', hash = '' where name like '0021%'`,
      "problem",
      /the migration theirs, which/,
    ],
    [`update ${journal} set hash = '' where name like '0021%'`, "problem", /0021_\S+ with another content/],
  ] as const)
    expect(await checked(run(statement)), statement).toEqual([
      { about: "Schema", state, text: expect.stringMatching(text) },
    ]);
});

test("names a schema without its foreign keys, as an interrupted placing on Citus leaves it", async () => {
  const cut = (url: string) =>
    changing(url, ({ transaction }) =>
      transaction((tx) => runText(tx, "alter table patient drop constraint patient_practice_fkey")),
    );
  expect(await checked(cut)).toMatchObject([{ about: "Schema", state: "warning" }]);
});

test("names a database that is read-only", async () => {
  const readOnly = (url: string) =>
    changing(url, ({ transaction }) =>
      transaction((tx) =>
        runText(
          tx,
          `alter database "${new URL(url).pathname.slice(1)}" set default_transaction_read_only = on`,
        ),
      ),
    );
  expect(await checked(readOnly)).toMatchObject([
    { about: "Database", state: "problem", text: expect.stringContaining("read-only") },
  ]);
});

test("warns of all that a start behind a pooler warns of", async () => {
  expect(await checked(undefined, { DATABASE_PREPARE: "false" })).toEqual([
    { about: "Direct", state: "warning", text: expect.stringContaining("without DATABASE_DIRECT_URL") },
    {
      about: "Audit",
      state: "warning",
      text: expect.stringContaining("only transactions and searches assume"),
    },
  ]);
});

test("names another key, and a missing one", async () => {
  const used = (url: string) =>
    changing(url, (database) => recordKey(database, "another key of the same length, or so"));
  expect(await checked(used)).toMatchObject([{ about: "Key", state: "problem" }]);
  expect(await checked(undefined, { SECRET_KEY: "" }).catch(String)).toContain("SECRET_KEY: required");
});

test("names a folder for archives that cannot be written to", async () => {
  const folderOf = async (AUDIT_ARCHIVE_DIR: string) => {
    const findings = await checkMachine(readSettings({ AUDIT_MONTHS: "12", AUDIT_ARCHIVE_DIR }));
    return findings.filter(({ about }) => about === "Archive");
  };
  expect(await folderOf("/none")).toMatchObject([{ state: "problem" }]);
  expect(await folderOf(tmpdir())).toMatchObject([{ state: "ok" }]);
});

test("names a file where a folder has to be, beside all other findings", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "caretype-check-")), "file");
  onTestFinished(() => rmSync(dirname(file), { recursive: true }));
  writeFileSync(file, "");
  const targets = { AUDIT_MONTHS: "12", AUDIT_ARCHIVE_DIR: file, BACKUP_TO: file, WAL_ARCHIVE_TO: file };
  const findings = await checkMachine(readSettings({ ...targets, DATA_DIR: file }));
  expect(findings.filter(({ state }) => state === "problem")).toEqual([
    { about: "Disk", state: "problem", text: `${file} is no folder: set DATA_DIR to another one` },
    {
      about: "Archive",
      state: "problem",
      text: `${file} is not a folder, so nothing of the audit is archived`,
    },
    { about: "Backup", state: "problem", text: `${file} is not a folder, so there are no backups` },
    { about: "Log archive", state: "problem", text: `${file} is not a folder, so the log is not archived` },
  ]);
  expect(findings.map(({ about }) => about)).toEqual(expect.arrayContaining(["Node", "Address", "Email"]));
});

test("a check that fails does not lose the findings of others", async () => {
  const s3 = await startTestS3();
  onTestFinished(() => s3.stop());
  s3.objects.set("log/2026-11-23T02-30-00-000Z/until.json", {
    content: Buffer.from("no"),
    modifiedAt: new Date(),
  });
  s3.faults.push({
    method: "GET",
    url: "until.json",
    times: 9,
    answer: { status: 403, code: "AccessDenied" },
  });
  const findings = await checkMachine(
    readSettings({
      WAL_ARCHIVE_TO: "s3://records/log",
      S3_ENDPOINT: s3.endpoint,
      S3_ACCESS_KEY_ID: "AKIATEST",
      S3_SECRET_ACCESS_KEY: testS3Secret,
    }),
  );
  expect(findings.find(({ about }) => about === "Log archive")).toMatchObject({ state: "problem" });
  expect(findings.map(({ about }) => about)).toEqual(expect.arrayContaining(["Node", "Address", "Email"]));
});

test("names a DATABASE_DIRECT_URL that cannot be reached", async () => {
  expect(await checked(undefined, { DATABASE_DIRECT_URL: "postgres://nobody@127.0.0.1:1/none" })).toEqual([
    { about: "Direct", state: "problem", text: expect.stringContaining("DATABASE_DIRECT_URL") },
  ]);
});

test("names a DATABASE_DIRECT_URL of another database", async () => {
  const other = await createTestDatabase();
  onTestFinished(other.drop);
  expect(await checked(undefined, { DATABASE_DIRECT_URL: other.url })).toEqual([
    { about: "Direct", state: "problem", text: expect.stringContaining("another database") },
  ]);
});

test("names the time zones for which PostgreSQL and Node have other rules", async () => {
  // PostgreSQL reads it as Israel's, Node as India's.
  const move = (url: string) =>
    changing(url, ({ transaction }) =>
      transaction((tx) =>
        runText(
          tx,
          "insert into practice (id, name, time_zone) select gen_random_uuid(), zone, zone from unnest('{IST,Europe/Zurich}'::text[]) as zone",
        ),
      ),
    );
  expect(await checked(move)).toEqual([
    { about: "Time zones", state: "warning", text: expect.stringMatching(/ rules for IST:/) },
  ]);
});

test("names what no longer guards the audit, and too few connections", async () => {
  const unguard = (url: string) =>
    changing(url, ({ transaction }) =>
      transaction((tx) => runText(tx, "drop trigger audit_seal_append_only on audit_seal")),
    );
  const findings = await checked(unguard, { WEB_CONCURRENCY: "64" });
  // Nodes of Citus have fewer connections than these processes want.
  const few = isOnCitus() ? "warning" : "problem";
  expect(findings.map(({ about, state }) => `${about}: ${state}`).sort()).toEqual([
    "Audit: problem",
    `Connections: ${few}`,
  ]);
  expect(findings.map(({ text }) => text).join("\n")).toContain("audit_seal_append_only is missing");
});
