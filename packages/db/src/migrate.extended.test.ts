import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { promisify } from "node:util";
import { isOnCitus } from "@caretype/test-database";
import { rows, useDatabases } from "@caretype/test-database/use-databases";
import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";
import { beforeAll, describe, expect, it } from "vitest";
import { allTables } from "./all-tables.ts";
import {
  advisoryLocks,
  type DatabaseHandle,
  migrate,
  migrationsFolder,
  readMigrations,
  readSchemaState,
} from "./index.ts";

const migrateModule = new URL("./migrate.ts", import.meta.url).href;

/** Anna Lee's search text, without contact details. */
const texts = { patient: " anna lee \u001f\u001f", doctor: " anna lee \u001f\u001f" };

describe("migrate", () => {
  const context = useDatabases();

  /** Creates a database with all migrations before the given one. */
  async function before(migration: string) {
    const files = readdirSync(migrationsFolder).filter((file) => file.endsWith(".sql"));
    const count = files.toSorted().findIndex((file) => file.includes(migration));
    const url = await context.createDatabase();
    const { reader } = context.open({ url, readers: 1 });
    await rows(reader, "create schema drizzle");
    await rows(
      reader,
      "create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)",
    );
    for (const { sql, hash, time } of readMigrations().slice(0, count)) {
      // In one transaction, because a migration may create a temporary table for it.
      const isConcurrent = sql.some((statement) => statement.includes("CONCURRENTLY"));
      for (const statement of isConcurrent ? sql : ["begin", ...sql, "commit"]) await rows(reader, statement);
      await rows(
        reader,
        `insert into drizzle.__drizzle_migrations (hash, created_at) values ('${hash}', ${time})`,
      );
    }
    return { url, reader };
  }

  it("succeeds in two processes and two connections that start at once on an empty database", async () => {
    const url = await context.createDatabase();
    const script = `const { migrate } = await import(${JSON.stringify(migrateModule)}); await migrate(${JSON.stringify(url)});`;
    const inProcess = () => promisify(execFile)(process.execPath, ["--input-type=module", "-e", script]);
    await Promise.all([inProcess(), inProcess(), migrate(url), migrate(url)]);
    const done = await rows(context.open({ url }).reader, "select hash from drizzle.__drizzle_migrations");
    expect(done).toHaveLength(readMigrations().length);
  });

  it("refuses a user with a schema, where another program's tables may be", async () => {
    const url = await context.createDatabase();
    const { reader } = context.open({ url });
    await rows(reader, `create schema "${new URL(url).username}"`);
    await expect(migrate(url)).rejects.toThrow("alter role … set search_path = public");
    await migrate(`${url}?search_path=public`);
    expect(await rows(reader, "select from public.patient")).toEqual([]);
  });

  it.each([
    "encoding 'SQL_ASCII' locale 'C'",
    "encoding 'UTF8' locale 'C'",
    "locale_provider icu icu_locale 'tr-TR' encoding 'UTF8' locale 'C.UTF-8'",
    "locale_provider icu icu_locale 'az' encoding 'UTF8' locale 'C.UTF-8'",
    "locale_provider icu icu_locale 'lt' encoding 'UTF8' locale 'C.UTF-8'",
  ])("refuses a database with %s, in which searches would miss names", async (options) => {
    const url = new URL(await context.createDatabase());
    const name = `plain_${randomUUID().replaceAll("-", "")}`;
    const { reader } = context.open({ url: url.href });
    await rows(reader, `create database ${name} template template0 ${options}`);
    const plain = Object.assign(new URL(url), { pathname: `/${name}` });
    await expect(migrate(plain.href)).rejects.toThrow("create database … encoding 'UTF8'");
    await expect(readSchemaState(plain.href)).rejects.toThrow("create database … encoding 'UTF8'");
  });

  it("says what a user lacks who may not use the schema public, or only reads", async () => {
    const url = new URL(await context.createDatabase());
    const { reader } = context.open({ url: url.href });
    const name = `reading_${randomUUID().slice(0, 8)}`;
    await rows(reader, `create role ${name} login password 'x'`);
    await rows(reader, "revoke all on schema public from public");
    const reading = Object.assign(new URL(url), { username: name, password: "x" }).href;
    await expect(migrate(reading)).rejects.toThrow("grant usage, create on schema public to");
    await rows(reader, `alter schema public owner to ${name}`);
    await rows(reader, `alter role ${name} set default_transaction_read_only = on`);
    await rows(reader, `grant create on database ${url.pathname.slice(1)} to ${name}`);
    await expect(migrate(reading)).rejects.toThrow("reset default_transaction_read_only");
    await rows(reader, "alter schema public owner to postgres");
    await rows(reader, `revoke all on database ${url.pathname.slice(1)} from ${name}`);
    await rows(reader, `drop role ${name}`);
  });

  it("names extensions in another schema, where managed databases have them, and what to run", async () => {
    const url = await context.createDatabase();
    const { reader } = context.open({ url });
    await rows(reader, "create schema extensions");
    await rows(reader, "create extension pg_trgm schema extensions");
    await rows(reader, "create extension btree_gist schema extensions");
    const refusal = String(await migrate(url).catch(String));
    expect(refusal).toContain("must be in the schema public, but are not: btree_gist, pg_trgm. Run");
    const [, advice] = /owner: ([^.]+)\./.exec(refusal) ?? [];
    for (const statement of String(advice).split("; ")) await rows(reader, statement);
    await migrate(url);
    expect(await rows(reader, "select from patient")).toEqual([]);
  });

  it.each([
    "locale_provider icu icu_locale 'en-US'",
    // Since PostgreSQL 17, with which Citus is not tested.
    ...(isOnCitus() ? [] : ["locale_provider builtin builtin_locale 'C.UTF-8'"]),
  ])("takes a database with %s", async (options) => {
    const url = new URL(await context.createDatabase());
    const name = `plain_${randomUUID().replaceAll("-", "")}`;
    await rows(
      context.open({ url: url.href }).reader,
      `create database ${name} template template0 ${options} encoding 'UTF8' locale 'C.UTF-8'`,
    );
    expect((await readSchemaState(Object.assign(new URL(url), { pathname: `/${name}` }).href)).state).toBe(
      "none",
    );
  });

  it("migrates a database with rows, and updates the planner's statistics of rewritten tables", async () => {
    const { url, reader } = await before("folded-names");
    const accountId = randomUUID();
    await rows(
      reader,
      `insert into account (id, username, email, name, password_hash) values ('${accountId}', 'a', 'a@example.org', 'Zoë', '!')`,
    );
    await rows(
      reader,
      `insert into doctor (id, name, first_name, last_name, phone_number, created_by)
      select gen_random_uuid(), 'José ' || number, 'José', number::text, '030/555-' || number, '${accountId}' from generate_series(1, 2000) as number`,
    );

    await migrate(url);
    expect(await rows(reader, "select name, search_text from account")).toEqual([
      { name: "Zoë", search_text: "zoe a a@example.org" },
    ]);
    expect(
      await rows(reader, "select count(*) from doctor where search_text like '% jose 7 %0305557_'"),
    ).toEqual([{ count: 1 }]);
    expect(
      await rows(
        reader,
        `select relallvisible = relpages as visible, relpages > 10 as large,
          (select n_distinct < -0.9 from pg_stats where tablename = 'doctor' and attname = 'search_text') as known
        from pg_class where relname = 'doctor'`,
      ),
    ).toEqual([{ visible: true, large: true, known: true }]);
  });

  it("deletes versions that undone imports left, and no others", async () => {
    const { url, reader } = await before("no-versions-without-record");
    const [practiceId, accountId, patientId, undone, running] = Array.from({ length: 5 }, () => randomUUID());
    const names = ["gone", "again", "changed", "ours", "kept", "unkept"] as const;
    const ids = Object.fromEntries(names.map((name) => [name, randomUUID()]));
    const insertCreated = (importId: string | undefined, type: string, ...of: (typeof names)[number][]) =>
      of.map(
        (name) => `insert into import_record (practice_id, import_id, record_id, record_type)
          values ('${practiceId}', '${importId}', '${ids[name]}', '${type}')`,
      );
    const version = (type: string, ...of: (typeof names)[number][]) =>
      of.map(
        (
          name,
        ) => `insert into record_version (practice_id, record_id, version, record_type, valid_from, valid_to, record)
          values ('${practiceId}', '${ids[name]}', 1, '${type}', now(), now() + interval '1 second',
            '{"patient_id": "${patientId}"}')`,
      );
    const condition = (name: (typeof names)[number]) =>
      `insert into condition (practice_id, id, patient_id, created_by, code, category, clinical_status, verification_status, recorded_at)
      values ('${practiceId}', '${ids[name]}', '${patientId}', '${accountId}', '{"text": "Asthma"}', 'problem-list-item', 'active', 'confirmed', now())`;
    for (const statement of [
      `insert into account (id, username, email, name, password_hash) values ('${accountId}', 'a', 'a@example.org', 'Ann', '!')`,
      `insert into practice (id, name) values ('${practiceId}', 'P')`,
      `insert into patient (practice_id, id, name, first_name, last_name, gender, created_by) values ('${practiceId}', '${patientId}', 'Ann Lee', 'Ann', 'Lee', 'female', '${accountId}')`,
      ...[undone, running].map(
        (
          id,
        ) => `insert into import_batch (practice_id, id, source, files, patients, doctors, assignments, imported_by, undone_at)
          values ('${practiceId}', '${id}', 'test', '{}', 0, 0, 0, '${accountId}', ${id === undone ? "now()" : "null"})`,
      ),
      ...insertCreated(undone, "condition", "gone", "again", "changed"),
      ...insertCreated(undone, "appointment", "kept", "unkept"),
      ...insertCreated(running, "condition", "ours"),
      condition("again"),
      condition("changed"),
      condition("ours"),
      `update condition set note = 'New' where id in ('${ids.changed}', '${ids.ours}')`,
      ...version("condition", "gone", "again"),
      ...version("appointment", "kept", "unkept"),
      `insert into removed_record (practice_id, record_id, record_type, version, removed_at, record, relations)
        values ('${practiceId}', '${patientId}', 'patient', 1, now(), '{}', '{"appointment": [{"id": "${ids.kept}"}]}')`,
    ])
      await rows(reader, statement);

    await migrate(url);
    const left = await rows(reader, "select record_id as id from record_version");
    expect(left.map(({ id }) => names.find((name) => ids[name] === id)).toSorted()).toEqual([
      "changed",
      "kept",
      "ours",
    ]);
    await rows(reader, `update condition set note = 'New' where id = '${ids.again}'`);
    // From here on, versions are deleted with their record.
    await rows(reader, "delete from condition");
    expect(await rows(reader, "select record_id as id from record_version")).toEqual([{ id: ids.kept }]);
  });

  it("makes names with hidden characters searchable, and creates no versions", async () => {
    const { url, reader } = await before("hidden-characters");
    const id = randomUUID();
    const names = "'An\u00adna \u200bLee', 'An\u00adna', '\u200bLee'";
    for (const statement of [
      `insert into account (id, username, email, name, password_hash) values ('${id}', 'a', 'a@example.org', 'Ann\u202ea Lee', '!')`,
      `insert into practice (id, name) values ('${id}', 'P')`,
      `insert into patient (practice_id, id, name, first_name, last_name, gender, created_by) values ('${id}', '${id}', ${names}, 'female', '${id}')`,
      `insert into doctor (id, name, first_name, last_name, created_by) values ('${id}', ${names}, '${id}')`,
    ])
      await rows(reader, statement);
    const records = `select sort_name, search_text, version, updated_at = created_at as unchanged from `;
    expect(await rows(reader, `${records} patient`)).toMatchObject([{ sort_name: "\u200blee an\u00adna" }]);

    await migrate(url);
    const found = { sort_name: "lee anna", version: 1, unchanged: true };
    for (const [table, searched] of Object.entries(texts))
      expect(await rows(reader, `${records} ${table}`)).toMatchObject([{ ...found, search_text: searched }]);
    expect(await rows(reader, "select search_text from account")).toEqual([
      { search_text: "anna lee a a@example.org" },
    ]);
    expect(await rows(reader, "select from record_version")).toEqual([]);
    expect(await rows(reader, "select from former_name")).toEqual([]);
  });

  it("makes names with invisible or blank characters searchable", async () => {
    const { url, reader } = await before("blank-characters");
    const id = randomUUID();
    const names = "'An\ufffcna\u2800Lee', 'An\ufffcna', 'Lee\ufffc'";
    for (const statement of [
      `insert into account (id, username, email, name, password_hash) values ('${id}', 'a', 'a@example.org', 'Anna\u2800Lee', '!')`,
      `insert into practice (id, name) values ('${id}', 'P')`,
      `insert into patient (practice_id, id, name, first_name, last_name, gender, created_by) values ('${id}', '${id}', ${names}, 'female', '${id}')`,
      `insert into doctor (id, name, first_name, last_name, created_by) values ('${id}', ${names}, '${id}')`,
    ])
      await rows(reader, statement);

    await migrate(url);
    const found = { sort_name: "lee anna", version: 1 };
    for (const [table, searched] of Object.entries(texts))
      expect(await rows(reader, `select sort_name, search_text, version from ${table}`)).toEqual([
        { ...found, search_text: searched },
      ]);
    expect(await rows(reader, "select search_text from account")).toEqual([
      { search_text: "anna lee a a@example.org" },
    ]);
  });

  it("spells names in other scripts anew, and creates no versions", async () => {
    const { url, reader } = await before("other-scripts");
    const id = randomUUID();
    for (const statement of [
      `insert into account (id, username, email, name, password_hash) values ('${id}', 'a', 'a@example.org', 'Mª', '!')`,
      `insert into practice (id, name) values ('${id}', 'P')`,
      `insert into patient (practice_id, id, name, first_name, last_name, gender, created_by) values
        ('${id}', '${id}', 'Mª O ბერი', 'Mª', 'O ბერი', 'female', '${id}'),
        ('${id}', gen_random_uuid(), 'Pat O Lim', 'Pat O', 'Lim', 'female', '${id}')`,
      `insert into doctor (id, name, first_name, last_name, created_by) values ('${id}', 'Mª Է', 'Mª', 'Է', '${id}')`,
      `insert into terminology (practice_id, id, kind, uri, version_name, created_by) values ('${id}', '${id}', 'code-system', 'u', '1', '${id}')`,
      `insert into concept (practice_id, terminology_id, system, code, display) values ('${id}', '${id}', 'u', 'c', '1⁵')`,
    ])
      await rows(reader, statement);

    await migrate(url);
    const patients = "select last_key, first_key, search_text, version from patient order by last_key";
    expect(await rows(reader, patients)).toEqual([
      {
        last_key: "lim pat o",
        first_key: "pat olim",
        search_text: " pat o lim olim \u001f\u001f",
        version: 1,
      },
      {
        last_key: "oberi maria",
        first_key: "maria oberi",
        search_text: " ma o ბერი maria oberi \u001f\u001f",
        version: 1,
      },
    ]);
    expect(await rows(reader, "select sort_name, version from doctor")).toEqual([
      { sort_name: "է ma", version: 1 },
    ]);
    expect(await rows(reader, "select search_text from account")).toEqual([
      { search_text: "ma a a@example.org" },
    ]);
    expect(await rows(reader, "select search_text from concept")).toEqual([{ search_text: "15 c " }]);
  });

  it("searches doctors in every spelling, and creates no versions", async () => {
    const { url, reader } = await before("loose-doctors");
    const id = randomUUID();
    for (const statement of [
      `insert into account (id, username, email, name, password_hash) values ('${id}', 'a', 'a@example.org', 'A', '!')`,
      `insert into doctor (id, name, first_name, last_name, phone_number, created_by) values ('${id}', 'Dr. Ян Mueller', 'Ян', 'Mueller', '030 1', '${id}')`,
    ])
      await rows(reader, statement);

    await migrate(url);
    expect(await rows(reader, "select search_text, version from doctor")).toEqual([
      {
        search_text: " ян mueller dr. ян mueller yan muller dr \u001f030\u001f1\u001f0301\u001f",
        version: 1,
      },
    ]);
    expect(await rows(reader, "select from doctor_version")).toEqual([]);
  });

  it("searches names in more scripts however they are typed, and creates no versions", async () => {
    const { url, reader } = await before("find-anybody");
    const id = randomUUID();
    await rows(
      reader,
      `insert into account (id, username, email, name, password_hash) values ('${id}', 'a', 'a@example.org', 'A', '!')`,
    );
    await rows(reader, `insert into practice (id, name) values ('${id}', 'P')`);
    const names = ["Андрей", "أحمد", "שָׂרָה", "ﾊﾅｺ", "Anna"];
    for (const name of names)
      await rows(
        reader,
        `insert into patient (practice_id, id, name, first_name, last_name, gender, created_by)
        values ('${id}', gen_random_uuid(), '${name}', '${name}', '', 'female', '${id}')`,
      );

    await migrate(url);
    const spelled = ["andrey", "احمد", "שרה", "はなこ", "anna"];
    const found = await rows(
      reader,
      "select name, first_key, search_text like '% ' || first_key || ' %' as searched, version from patient",
    );
    const expected = names.map((name, index) => ({
      name,
      first_key: spelled[index],
      searched: true,
      version: 1,
    }));
    expect(found).toHaveLength(expected.length);
    expect(found).toEqual(expect.arrayContaining(expected));
    expect(await rows(reader, "select from record_version")).toEqual([]);
  });

  it("counts versions of a patient that changed only withheld fields, including earlier ones", async () => {
    const { url, reader } = await before("withheld-versions");
    const [accountId, practiceId, id, goneId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await rows(
      reader,
      `insert into account (id, username, email, name, password_hash) values ('${accountId}', 'a', 'a@example.org', 'A', '!')`,
    );
    await rows(reader, `insert into practice (id, name) values ('${practiceId}', 'Ours')`);
    const change = (of: string, set: string) =>
      rows(reader, `update patient set ${set} where id = '${of}' returning updated_at`);
    for (const each of [id, goneId, randomUUID()]) {
      await rows(
        reader,
        `insert into patient (practice_id, id, name, first_name, last_name, gender, created_by)
        values ('${practiceId}', '${each}', 'Ann Lee', 'Ann', 'Lee', 'female', '${accountId}')`,
      );
    }
    await change(id, "medical_history = 'Asthma'");
    await change(id, "phone_number = '030 1'");
    await rows(reader, `delete from patient where id = '${id}'`);
    await rows(reader, `select restore_record('patient', '${practiceId}', '${id}')`);
    const [shown] = await rows(reader, `select updated_at from patient where id = '${id}'`);
    await change(id, "medical_history = 'Asthma, mild'");
    await change(id, "medical_history = null");
    await change(goneId, "medical_history = 'Asthma'");
    await rows(reader, `delete from patient where id = '${goneId}'`);

    await migrate(url);
    const stamps = "withheld_versions as withheld, shown_at";
    expect(await rows(reader, `select version, ${stamps} from patient order by version`)).toEqual([
      { version: 1, withheld: null, shown_at: null },
      { version: 7, withheld: 3, shown_at: shown?.updated_at },
    ]);
    const kept = (table: string) =>
      rows(
        reader,
        `select version, (record->>'withheld_versions')::int as withheld, record->>'shown_at' is not null as "isWithheld"
        from ${table} where record_id = '${table === "removed_record" ? goneId : id}' order by version`,
      );
    expect(await kept("record_version")).toEqual([
      { version: 1, withheld: null, isWithheld: false },
      { version: 2, withheld: 1, isWithheld: true },
      { version: 3, withheld: 1, isWithheld: false },
      { version: 4, withheld: null, isWithheld: false },
      { version: 5, withheld: 1, isWithheld: false },
      { version: 6, withheld: 2, isWithheld: true },
    ]);
    expect(await kept("removed_record")).toEqual([{ version: 2, withheld: 1, isWithheld: true }]);
    // Counting continues from there.
    await change(id, "medical_history = 'Again'");
    await change(id, "phone_number = '030 2'");
    expect(await rows(reader, `select version, ${stamps} from patient where id = '${id}'`)).toEqual([
      { version: 9, withheld: 4, shown_at: null },
    ]);
  });

  it("retries after a deadlock with a running server", async () => {
    const { url } = await before("folded-names");
    const { reader, transaction } = context.open({ url });
    const isWaiting = () =>
      rows(reader, "select from pg_locks where not granted and relation = 'doctor'::regclass");
    let migrating: Promise<unknown> | undefined;
    await transaction(async (tx) => {
      // In a deadlock, the transaction whose deadlock timeout ends first fails. It must not be this one.
      await rows(tx, "set local deadlock_timeout = '1min'");
      // On a slow machine, the migration needs longer to notice it than a server waits for a lock.
      await rows(tx, "set local lock_timeout = 0");
      await rows(tx, "lock table doctor in access exclusive mode");
      migrating = migrate(url);
      migrating.catch(() => undefined);
      await expect.poll(isWaiting, { interval: 10 }).toHaveLength(1);
      await rows(tx, "lock table patient in access exclusive mode");
    });
    await migrating;
    expect(await rows(reader, "select fold_text('É') as folded")).toEqual([{ folded: "e" }]);
  });

  it("accepts a later schema, unless this version cannot run on it", async () => {
    const url = await context.createDatabase({ migrated: true });
    const migrated = await migrate(url);
    const { reader } = context.open({ url });
    await rows(
      reader,
      "insert into drizzle.__drizzle_migrations (hash, created_at) select 'later', max(created_at) + 1 from drizzle.__drizzle_migrations",
    );
    expect(await migrate(url)).toEqual(migrated);
    expect(await readSchemaState(url)).toMatchObject({ state: "newer" });
    await rows(
      reader,
      "create or replace function oldest_compatible_migration() returns bigint language plpgsql as $$ begin return newest_migration(); end $$",
    );
    await expect(migrate(url)).rejects.toThrow("A later version has migrated it");
    expect(await readSchemaState(url)).toMatchObject({ state: "incompatible" });
  });

  it("takes no lock if there is nothing to do", async () => {
    const url = await context.createDatabase({ migrated: true });
    const migrated = await migrate(url);
    await context.open({ url }).transaction(async (tx) => {
      await rows(tx, `select pg_advisory_xact_lock(${advisoryLocks.migrating})`);
      // If it took this lock, it would hang.
      expect(await migrate(url)).toEqual(migrated);
    });
  });
});

/**
 * Lists the catalog's entries for all our tables, in a fixed order. Leaves out partitions, which Drizzle does not
 * support. Another test checks that each has the table's indexes and triggers.
 */
const catalog = `
  with partition as (select oid, relname from pg_class where relispartition)
  select 'column' as kind, format('%s.%s %s %s %s %s', table_name, column_name, data_type, is_nullable, column_default, generation_expression) as what
    from information_schema.columns where table_schema = 'public' and table_name not in (select relname from partition)
  union all select 'constraint', format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    from pg_constraint where connamespace = 'public'::regnamespace and contype not in ('x', 'n')
    and conrelid not in (select oid from partition)
  union all select 'index', replace(indexdef, ' ON ONLY ', ' ON ') from pg_indexes where schemaname = 'public'
    and indexname not in (select conname from pg_constraint where contype = 'x')
    and tablename not in (select relname from partition)
  order by 1, 2`;

describe("the migrated database", () => {
  const context = useDatabases({ migrated: true });
  let migrated: DatabaseHandle;
  beforeAll(() => {
    migrated = context.open();
  });

  // Citus adds views, and shards for each node.
  it.skipIf(isOnCitus())("equals the schema in TypeScript", async () => {
    const fresh = context.open({ url: await context.createDatabase() });
    const statements = await generateMigration(
      generateDrizzleJson({}),
      generateDrizzleJson(Object.fromEntries(allTables().entries())),
    );
    for (const extension of ["pg_trgm", "btree_gin", "btree_gist"]) {
      await rows(fresh.reader, `create extension ${extension}`);
    }
    // The functions of generated columns and indexes are not part of the Drizzle schema.
    for (const name of ["fold_text", "loose_text", "patient_search_text", "phone_key"]) {
      const [definition] = await rows(
        migrated.reader,
        `select pg_get_functiondef('${name}'::regproc) as text`,
      );
      await rows(fresh.reader, String(definition?.text));
    }
    for (const statement of statements) await rows(fresh.reader, statement);
    expect(await rows(migrated.reader, catalog)).toEqual(await rows(fresh.reader, catalog));
  });

  it("folds away every invisible Unicode character, and nothing else", async () => {
    const [folded] = await rows(
      migrated.reader,
      `select array_agg(code order by code) as codes from generate_series(1, x'e0fff'::int) as code
      where code not between x'd800'::int and x'dfff'::int and code not between x'20000'::int and x'dffff'::int and fold_text('x' || chr(code)) = 'x'`,
    );
    const hidden = /[\p{Cf}\p{VS}\u115f\u1160\u3164\uffa0\ufffc]/u;
    const accents = /[\u0300-\u036f]/u;
    // Except Chinese characters, which are most of Unicode.
    const all = Array.from({ length: 0xe1000 }, (_, code) => code);
    const expected = all.filter((code) => {
      const character = String.fromCodePoint(code);
      return hidden.test(character) || accents.test(character);
    });
    expect(folded?.codes).toBe(`{${expected.join(",")}}`);
  });

  it("isolates practices: each key of a tenant's table begins with practice_id", async () => {
    const keys = await rows(
      migrated.reader,
      `
      select conrelid::regclass::text as table, conname as key, contype as type, confrelid::regclass::text as target,
        (select attname from pg_attribute where attrelid = conrelid and attnum = conkey[1]) as first_column
      from pg_constraint
      where contype in ('p', 'u', 'f', 'x') and conrelid in (select attrelid from pg_attribute join pg_class on pg_class.oid = attrelid
        where attname = 'practice_id' and relkind in ('r', 'p') and relnamespace = 'public'::regnamespace)
      union all
      select indrelid::regclass::text, indexrelid::regclass::text, 'unique index', '-', attname
      from pg_index join pg_attribute on attrelid = indexrelid and attnum = 1
      where indisunique and indrelid in (select attrelid from pg_attribute where attname = 'practice_id')
        and indrelid::regclass::text not like 'pg_%'`,
    );
    const tables = new Set(keys.map((key) => key.table));
    expect([...tables]).toEqual(
      expect.arrayContaining([
        "patient",
        "assignment",
        "appointment",
        "patient_external_id",
        "membership",
        "audit_entry",
      ]),
    );
    // Tables shared by all practices. A row may reference them alone, as reference tables.
    const shared = new Set(["account", "doctor", "practice"]);
    const astray = keys.filter(
      (key) => key.first_column !== "practice_id" && !(key.type === "f" && shared.has(String(key.target))),
    );
    expect(astray).toEqual([]);
  });

  it("has no foreign key that could cross practices", async () => {
    const crossing = await rows(
      migrated.reader,
      `
      select conname from pg_constraint where contype = 'f'
        and confrelid in (select attrelid from pg_attribute where attname = 'practice_id')
        and (select attname from pg_attribute where attrelid = confrelid and attnum = confkey[1]) <> 'practice_id'`,
    );
    expect(crossing).toEqual([]);
  });
});
