import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Database } from "@caretype/db";
import { rows, useDatabases } from "@caretype/test-database/use-databases";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BackupKey, type BackupLock, restoreBackup, writeBackup } from "./index.ts";

const practiceId = "018f0000-0000-7000-8000-000000000001";

const authorId = "018f0000-0000-7000-8000-000000000002";

const account = (id: string, name: string) => `
  insert into account (id, username, email, name, password_hash) values (${id}, '${name}', '${name}', '${name}', '')`;

const patients = (from: number, to: number) => `
  insert into patient (practice_id, id, name, first_name, last_name, gender, created_by)
  select '${practiceId}', uuidv7(), 'Patient ' || n, E'Zo\\\\e\\t', 'Müller' || n, 'female', '${authorId}'
  from generate_series(${from}, ${to}) n`;

const content = [
  `insert into practice (id, name) values ('${practiceId}', 'North')`,
  account(`'${authorId}'`, "ann"),
  patients(1, 500),
  "update patient set first_name = E'two\\nlines' where name < 'Patient 3'",
  "delete from patient where name = 'Patient 7'",
  `insert into audit_entry (practice_id, at, id, action, outcome)
    select uuidv7(), '2020-01-01Z'::timestamptz + n * interval '1 day', uuidv7(), 'patient.byId', 'ok' from generate_series(1, 40) n`,
  `insert into audit_entry (practice_id, id, action, outcome) values (uuidv7(), uuidv7(), 'patient.byId', 'ok')`,
  `insert into audit_seal (number, from_at, until_at, entries, leaves, previous_hash, hash)
    values (1, '2020-01-01Z', '2020-01-02Z', 1, '\\x00', '\\x00', sha256('head'))`,
];

/** Each table's rows, including partitions, in a comparable form. */
async function contentOf(database: Database): Promise<Record<string, unknown>> {
  const tables = await rows(
    database,
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1",
  );
  const found: Record<string, unknown> = {};
  for (const { name } of tables) {
    const [row] = await rows(
      database,
      `select count(*) as rows, md5(string_agg(t::text, '|' order by t::text)) as digest from "${name}" t`,
    );
    found[String(name)] = row;
  }
  return found;
}

/** Keys, triggers and other constraints with their states. */
const schemaOf = async (database: Database) => [
  await rows(
    database,
    `select conrelid::regclass::text as table, conname, pg_get_constraintdef(oid) as definition from pg_constraint
     where connamespace = 'public'::regnamespace order by 1, 2`,
  ),
  await rows(
    database,
    `select tgrelid::regclass::text as table, tgname, tgenabled, pg_get_triggerdef(oid) as definition from pg_trigger
     where not tgisinternal order by 1, 2`,
  ),
];

describe("a backup", () => {
  const context = useDatabases({ migrated: true });
  let folder = "";
  let source: Database;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "caretype-backup-"));
    source = context.open().reader;
    for (const statement of content) await rows(source, statement);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const newFile = () => path.join(folder, randomUUID());

  async function backedUp(lock?: BackupLock) {
    const file = newFile();
    return { file, summary: await writeBackup({ url: context.url, file, lock }) };
  }

  async function restored(file: string, key?: BackupKey) {
    const url = await context.createDatabase();
    const summary = await restoreBackup({ url, file, key });
    return { summary, reader: context.open({ url }).reader };
  }

  /** Expects that the restore fails with the text, and leaves an empty database. */
  async function expectRefused(file: string, text: string | RegExp, key?: BackupKey) {
    const url = await context.createDatabase();
    await expect(restoreBackup({ url, file, key })).rejects.toThrow(text);
    const [left] = await rows(
      context.open({ url }).reader,
      "select count(*) as n from pg_class where relnamespace = 'public'::regnamespace",
    );
    expect(left).toEqual({ n: 0 });
  }

  it("restores every row of every table, and the whole schema", async () => {
    const { file, summary } = await backedUp();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file}.partial`)).toBe(false);
    const { reader, summary: found } = await restored(file);
    expect(found).toMatchObject({ auditHead: { number: 1 }, rows: summary.rows, tables: summary.tables });
    expect(summary.rows).toBeGreaterThan(500);
    expect(await contentOf(reader)).toEqual(await contentOf(source));
    expect(await schemaOf(reader)).toEqual(await schemaOf(source));
  });

  it("restores partitions of earlier months", async () => {
    await rows(source, "create table audit_entry_2019_12 (like audit_entry including defaults)");
    await rows(
      source,
      "alter table audit_entry attach partition audit_entry_2019_12 for values from ('2019-12-01Z') to ('2020-01-01Z')",
    );
    await rows(source, "select refuse_audit_truncate('audit_entry_2019_12')");
    await rows(
      source,
      "insert into audit_entry (practice_id, at, id, action, outcome) values (uuidv7(), '2019-12-31 23:59:59Z', uuidv7(), 'x', 'ok')",
    );
    const { file } = await backedUp();
    const { reader } = await restored(file);
    expect(await contentOf(reader)).toEqual(await contentOf(source));
    expect(await schemaOf(reader)).toEqual(await schemaOf(source));
  });

  it("is encrypted for the holder of a key, and refuses a changed or cut file", async () => {
    const identity = await generateX25519Identity();
    const other = await generateX25519Identity();
    const { file } = await backedUp({ recipients: [await identityToRecipient(identity)] });
    await expectRefused(file, "cannot be decrypted", { identities: [other] });
    const bytes = await readFile(file);
    const changed = newFile();
    await writeFile(changed, flipped(bytes, Math.floor(bytes.length / 2)));
    await expectRefused(changed, "The backup is damaged", { identities: [identity] });
    await truncate(file, bytes.length - 100);
    await expectRefused(file, "The backup is damaged or cut off", { identities: [identity] });
  });

  it("refuses a file that is cut off, changed, or something else", async () => {
    const { file } = await backedUp();
    const bytes = await readFile(file);
    const changed = newFile();
    for (const at of [0.1, 0.5, 0.9]) {
      await writeFile(changed, flipped(bytes, Math.floor(bytes.length * at)));
      await expectRefused(changed, /The backup is (damaged|cut off)/);
    }
    await truncate(file, Math.floor(bytes.length / 2));
    await expectRefused(file, "The backup is cut off");
    await writeFile(changed, "select 1");
    await expectRefused(changed, "is not a backup of Caretype");
    await expectRefused(newFile(), "cannot be read");
  });

  it.each([
    ["a value", "Patient 10", "Patient 11"],
    ["an invalid value", authorId, authorId.replace("018f", "wxyz")],
    ["a key that refers to nobody", `\t${authorId}\t`, `\t${authorId.replace("018f", "018e")}\t`],
  ])("refuses a file that was packed again with %s changed", async (_, before, after) => {
    const { file } = await backedUp();
    const bytes = gunzipSync(await readFile(file));
    const at = bytes.lastIndexOf(before);
    expect(at).toBeGreaterThan(0);
    bytes.write(after, at);
    const changed = newFile();
    await writeFile(changed, gzipSync(bytes));
    await expectRefused(changed, "The backup is damaged");
  });

  it("refuses a database that is not empty, and a file that exists", async () => {
    const { file } = await backedUp();
    await expect(writeBackup({ url: context.url, file })).rejects.toThrow("exists, and is not overwritten");
    await expect(restoreBackup({ url: context.url, file })).rejects.toThrow(
      "The database is not empty: it has the tables of Caretype, with 1 account and 499 patients.",
    );
    const url = await context.createDatabase();
    await rows(context.open({ url }).reader, "create table invoice (id int)");
    await expect(restoreBackup({ url, file })).rejects.toThrow("The database is not empty: it has invoice.");
  });

  it("is a snapshot while others write", async () => {
    const { transaction } = context.open();
    const ending = new AbortController();
    const writeAll = async () => {
      for (let n = 1_000; !ending.signal.aborted; n++) {
        // A snapshot has both or neither.
        await transaction(async (tx) => {
          await rows(tx, patients(n, n));
          await rows(tx, account("uuidv7()", `Patient ${n}`));
        });
      }
    };
    const writing = writeAll();
    const { file } = await backedUp();
    ending.abort();
    await writing;
    const { reader } = await restored(file);
    expect(
      await rows(
        reader,
        `select name from patient where substr(name, 9)::int >= 1000 and name not in (select name from account)
        union all select name from account where name like 'Patient%' and name not in (select name from patient)`,
      ),
    ).toEqual([]);
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ 0x10, at);
  return copy;
}
