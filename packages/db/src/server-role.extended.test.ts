import { randomUUID } from "node:crypto";
import { isOnCitus } from "@caretype/test-database";
import { rows, useCluster, useDatabases } from "@caretype/test-database/use-databases";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { executeStatement } from "./connection/connect.ts";
import { connectionsOf, type DatabaseHandle, migrate, openDatabase, readConnectionLimits } from "./index.ts";
import { recordTypes } from "./schema/record-version.ts";
import { serverRole } from "./server-role.ts";

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: Error) => String(error.cause instanceof Error ? error.cause.message : error.message),
  );

describe("the serving role", () => {
  const context = useDatabases();
  let owner: DatabaseHandle;
  let served: DatabaseHandle;
  beforeAll(async () => {
    const url = await context.createDatabase({ migrated: true });
    expect(await migrate(url)).toEqual({ role: serverRole, isSeparateUser: false });
    owner = context.open({ url });
    served = context.open({ url, role: serverRole });
    await rows(owner.reader, insertEntry);
    await rows(owner.reader, insertSeal);
  });

  const insertEntry = `insert into audit_entry (practice_id, id, action, outcome) values (uuidv7(), uuidv7(), 'test', 'ok')`;
  const insertSeal = `insert into audit_seal (number, from_at, until_at, entries, leaves, previous_hash, hash)
    select coalesce(max(number), 0) + 1, now(), now(), 0, '', '', '' from audit_seal`;

  it("is the role of every connection of the server", async () => {
    const whom = "select current_user as name";
    expect(await rows(served.reader, whom)).toEqual([{ name: serverRole }]);
    expect(await rows(served.appender, whom)).toEqual([{ name: serverRole }]);
    expect(await rows(served.searcher("a"), whom)).toEqual([{ name: serverRole }]);
    expect(await served.transaction((tx) => rows(tx, whom))).toEqual([{ name: serverRole }]);
    expect(await served.bulkTransaction((tx) => rows(tx, whom))).toEqual([{ name: serverRole }]);
  });

  it("is assumed by transactions and searches where the session cannot, as behind PgBouncer", async () => {
    const [{ url } = { url: "" }] = await rows(owner.reader, "select current_database() as url");
    const address = Object.assign(new URL(context.url), { pathname: `/${url}` });
    const behind = context.open({ url: address.href, prepare: false, role: serverRole });
    const whom = "select current_user as name";
    expect(await behind.transaction((tx) => rows(tx, whom))).toEqual([{ name: serverRole }]);
    expect(await behind.bulkTransaction((tx) => rows(tx, whom))).toEqual([{ name: serverRole }]);
    expect(await rows(behind.searcher("a"), whom)).toEqual([{ name: serverRole }]);
    expect(await rows(behind.reader, whom)).toEqual([{ name: "postgres" }]);
  });

  const partition = `audit_entry_${new Date().toISOString().slice(0, 7).replace("-", "_")}`;
  const guarded = [
    "audit_entry",
    partition,
    "audit_entry_default",
    "audit_seal",
    "audit_archive",
    "record_version",
  ];
  const changes = (table: string) => [
    `delete from ${table}`,
    `truncate ${table}`,
    `alter table ${table} add column extra text`,
    `alter table ${table} disable trigger all`,
    `alter table ${table} owner to ${serverRole}`,
    `create trigger extra before insert on ${table} for each row execute function acting_account()`,
    `create rule extra as on insert to ${table} do instead nothing`,
    `create index on ${table} ((1))`,
    `drop table ${table}`,
  ];
  it.each([
    ...guarded.flatMap(changes),
    "update audit_entry set outcome = 'ok'",
    `update ${partition} set outcome = 'ok'`,
    "update audit_seal set hash = ''",
    "update break_glass set expires_at = now() + interval '1 year'",
    "delete from break_glass",
    "truncate break_glass",
    "update record_version set record = null",
    "insert into audit_entry select * from audit_entry on conflict (practice_id, at, id) do update set outcome = ''",
    "merge into audit_entry as old using audit_entry as same on old.id = same.id when matched then delete",
    "select * from audit_entry for update",
    `insert into ${partition} select * from audit_entry`,
    "insert into record_version select * from record_version",
    "insert into removed_record select * from removed_record",
    `alter table audit_entry detach partition ${partition}`,
    "drop trigger audit_entry_append_only on audit_entry",
    "create or replace function refuse_audit_change() returns trigger language sql as ''",
    "drop function make_audit_partitions(integer)",
    "select make_audit_partitions(1000)",
    "set session_replication_role = replica",
    "create table extra (id uuid)",
    "create schema extra",
    "create role extra",
    "alter role caretype_server login",
    "select * from drizzle.__drizzle_migrations",
    "alter system set fsync = off",
  ])("may not %s", async (statement) => {
    const message = await refusal(rows(served.reader, statement));
    // A missing privilege, not the trigger, which would also refuse the owner. Citus refuses some statements to
    // everyone.
    expect(message).toMatch(
      isOnCitus() && /^(merge|.* for update$)/.test(statement)
        ? /could not run distributed query|join operation is missing/
        : /permission denied|must be owner|privilege|may (insert|alter)|Only roles/,
    );
    expect(message).not.toContain("takes inserts only");
  });

  it("creates records that begin now, and cannot backdate them", async () => {
    const author = randomUUID();
    await rows(
      owner.reader,
      `insert into account (id, username, email, name, password_hash) values ('${author}', 'a', 'a', 'Ann', '')`,
    );
    const make = (handle: DatabaseHandle, column = "", value = "") =>
      refusal(
        rows(
          handle.reader,
          `insert into doctor (id, name, first_name, last_name, created_by${column && `, ${column}`})
           values (uuidv7(), 'Bo Ek', 'Bo', 'Ek', '${author}'${value && `, ${value}`})`,
        ),
      );
    expect(await make(served)).toBe("done");
    expect(await make(served, "version", "1")).toBe("done");
    expect(await make(served, "created_at", "'2001-01-01'")).toBe("done");
    expect(await make(served, "updated_at", "now() - interval '1 microsecond'")).toBe("done");
    expect(
      await rows(
        owner.reader,
        `select from doctor where created_by = '${author}' and created_at <> updated_at`,
      ),
    ).toEqual([]);
    for (const [column, value] of [
      ["version", "2"],
      ["updated_by", `'${author}'`],
    ] as const) {
      expect(await make(served, column, value)).toBe("A record begins now, as version 1");
      // The owner restores removed records like this.
      expect(await make(owner, column, value)).toBe("done");
    }
    const tablesWith = async (trigger: string) => {
      const select = `select tgrelid::regclass::text as of from pg_trigger where tgname like '%${trigger}' order by 1`;
      return (await rows(owner.reader, select)).map((row) => row.of);
    };
    const versioned = await tablesWith("keep_version");
    expect(versioned).toEqual(expect.arrayContaining([...recordTypes]));
    // Opening hours begin as version 2, and return unchanged with a restored doctor.
    const begun = versioned.filter((table) => table !== "opening_hours");
    expect(await tablesWith("begins_now")).toEqual([...begun, "note_draft"].toSorted());
  });

  it("adds entries and seals, creates future partitions, and cannot be left", async () => {
    await rows(served.appender, insertEntry);
    await rows(served.reader, insertSeal);
    await rows(owner.reader, "drop table audit_entry_default");
    await rows(served.reader, "select make_coming_audit_partitions()");
    // PostgreSQL refuses this with only a warning.
    await rows(served.reader, `grant all on audit_entry, audit_seal, record_version to ${serverRole}`);
    expect(await refusal(rows(served.reader, "delete from audit_seal"))).toContain("permission denied");
    await rows(served.reader, "reset role; reset all; discard plans");
    expect(await rows(served.reader, "select current_user as name")).toEqual([{ name: serverRole }]);
  });

  it("can be left for the given user, unless that user has only this role", async () => {
    const whom = "select current_user as name";
    const one = context.open({ url: context.url, role: serverRole, readers: 1 });
    expect(await rows(one.reader, whom)).toEqual([{ name: serverRole }]);
    await rows(one.reader, "set role none");
    expect(await rows(one.reader, whom)).toEqual([{ name: "postgres" }]);
  });

  /** Reads the catalog directly, without our functions. */
  const rightsOf = `
    select relname::text as table, (
      select string_agg(privilege, ' ' order by place)
      from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']
          || case when current_setting('server_version_num')::int >= 170000 then 'MAINTAIN' end)
        with ordinality as known (privilege, place)
      where has_table_privilege('${serverRole}', oid, privilege)
    ) as rights
    from pg_class where relkind in ('r', 'p', 'v', 'm', 'S', 'f') and relnamespace = 'public'::regnamespace
    order by 1`;

  it("may change the rows of each table except the audit, the history and what is signed", async () => {
    const limited: Record<string, string | null> = {
      audit_archive: "SELECT",
      audit_entry: "SELECT INSERT",
      audit_seal: "SELECT INSERT",
      break_glass: "SELECT INSERT",
      citus_schemas: "SELECT",
      citus_tables: "SELECT",
      former_name: "SELECT",
      note: "SELECT INSERT UPDATE",
      note_signature: "SELECT INSERT",
      record_version: "SELECT",
      removed_record: "SELECT DELETE",
      doctor_version: "SELECT",
      removed_doctor: "SELECT DELETE",
    };
    const found = await rows(owner.reader, rightsOf);
    expect(found.map(({ table }) => table)).toEqual(
      expect.arrayContaining([
        "patient",
        "idempotency_key",
        ...guarded.filter((name) => !name.endsWith("default")),
      ]),
    );
    for (const { table: name, rights } of found) {
      const table = String(name);
      const wanted = /^audit_entry_/.test(table) ? null : (limited[table] ?? "SELECT INSERT UPDATE DELETE");
      expect([table, rights]).toEqual([table, wanted]);
    }
    expect(
      await rows(
        owner.reader,
        `select has_schema_privilege('${serverRole}', 'public', 'CREATE') as public,
          has_schema_privilege('${serverRole}', 'drizzle', 'USAGE') as drizzle`,
      ),
    ).toEqual([{ public: false, drizzle: false }]);
  });

  it("may change the rows of each jobs table and partition, and cannot create tables there", async () => {
    const found = await rows(
      owner.reader,
      rightsOf.replace("'public'::regnamespace", "'pgboss'::regnamespace"),
    );
    expect(found.map(({ table }) => table)).toEqual(expect.arrayContaining(["job", "job_common", "queue"]));
    expect(new Set(found.map(({ rights }) => rights))).toEqual(new Set(["SELECT INSERT UPDATE DELETE"]));
    const schema = `select has_schema_privilege('${serverRole}', 'pgboss', 'USAGE') as used,
      has_schema_privilege('${serverRole}', 'pgboss', 'CREATE') as "mayCreate"`;
    expect(await rows(owner.reader, schema)).toEqual([{ used: true, mayCreate: false }]);
    const definers = "select from pg_proc where prosecdef and pronamespace = 'pgboss'::regnamespace";
    expect(await rows(owner.reader, definers)).toEqual([]);
  });

  it("is the only one that may call functions with the owner's rights, which have a safe search_path", async () => {
    const definers = await rows(
      owner.reader,
      `select proname as name, proconfig[1] as path, has_function_privilege('public', oid, 'EXECUTE') as everybody,
        prorettype = 'trigger'::regtype or has_function_privilege('${serverRole}', oid, 'EXECUTE') as served
      from pg_proc where prosecdef and pronamespace = 'public'::regnamespace order by 1`,
    );
    expect(definers.length).toBeGreaterThan(2);
    for (const { name, ...rest } of definers) {
      expect([name, rest]).toEqual([
        name,
        { path: "search_path=public, pg_temp", everybody: false, served: true },
      ]);
    }
  });

  it("gets its privileges on a new table, and loses those on a protected one, at the next start", async () => {
    const url = await context.createDatabase({ migrated: true });
    const other = context.open({ url });
    await rows(other.reader, "create table extra (id uuid)");
    await rows(other.reader, `grant update, truncate on audit_seal to ${serverRole}`);
    await migrate(url);
    const after = await rows(other.reader, rightsOf);
    expect(after).toContainEqual({ table: "extra", rights: "SELECT INSERT UPDATE DELETE" });
    expect(after).toContainEqual({ table: "audit_seal", rights: "SELECT INSERT" });
  });
});

describe("on a cluster without the serving role", () => {
  const context = useCluster();
  const opened: DatabaseHandle[] = [];
  afterAll(() => Promise.all(opened.map((handle) => handle.close())));

  /** A database and its owner. */
  async function database(name: string, attributes = "") {
    await executeStatement(context.cluster.url, `create role ${name} login password '${name}' ${attributes}`);
    await executeStatement(context.cluster.url, `create database ${name} owner ${name}`);
    const url = Object.assign(new URL(context.cluster.url), {
      username: name,
      password: name,
      pathname: `/${name}`,
    });
    return url.href;
  }
  const open = (url: string, role: string | null = null) => {
    const handle = openDatabase({ url, role });
    opened.push(handle);
    return handle;
  };
  const drop = async (urls: string[]) => {
    for (const url of urls) {
      const admin = Object.assign(new URL(context.cluster.url), { pathname: new URL(url).pathname });
      await executeStatement(admin.href, `drop owned by ${serverRole}`);
    }
    await executeStatement(context.cluster.url, `drop role ${serverRole}`);
  };

  it("an owner that may not create roles has the trigger, until someone creates the role", async () => {
    const url = await database("plain");
    expect(await migrate(url)).toEqual({ role: null, isSeparateUser: false });
    const handle = open(url);
    await rows(
      handle.appender,
      "insert into audit_entry (practice_id, id, action, outcome) values (uuidv7(), uuidv7(), '', '')",
    );
    expect(await refusal(rows(handle.reader, "delete from audit_entry"))).toContain("takes inserts only");
    expect(await refusal(rows(handle.reader, "truncate audit_seal"))).toContain("takes inserts only");
    await executeStatement(context.cluster.url, `create role ${serverRole}`);
    expect(await migrate(url)).toEqual({ role: null, isSeparateUser: false });
    await executeStatement(context.cluster.url, `grant ${serverRole} to plain`);
    expect(await migrate(url)).toEqual({ role: serverRole, isSeparateUser: false });
    expect(await refusal(rows(open(url, serverRole).reader, "delete from audit_entry"))).toContain(
      "permission denied",
    );
    await drop([url]);
  });

  it("an owner that may create roles creates it, also concurrently", async () => {
    const maker = await database("maker", "createrole");
    const names = ["one", "two", "three", "four"];
    const others = await Promise.all(names.map((name) => context.cluster.createDatabase(name)));
    const done = await Promise.all([maker, ...others].map((url) => migrate(url)));
    expect(new Set(done.slice(1).map(({ role }) => role))).toEqual(new Set([serverRole]));
    // The creator cannot assume a role that another user created.
    await drop([maker, ...others]);
    expect(await migrate(maker)).toEqual({ role: serverRole, isSeparateUser: false });
    expect(await rows(open(maker, serverRole).reader, "select current_user as name")).toEqual([
      { name: serverRole },
    ]);
  });

  it("the role is recreated with its privileges after a dump is restored", async () => {
    const url = await context.cluster.createDatabase("restored");
    await migrate(url);
    const names = await executeStatement(
      context.cluster.url,
      "select datname as name from pg_database where datallowconn and datname not like 'template%'",
    );
    await drop(names.map(({ name }) => Object.assign(new URL(url), { pathname: `/${name}` }).href));
    expect(await migrate(url)).toEqual({ role: serverRole, isSeparateUser: false });
    await rows(open(url, serverRole).reader, "select * from patient");
  });

  it("a user with only the serving role starts and serves, but cannot change the schema", async () => {
    const url = await context.cluster.createDatabase("apart");
    await migrate(url);
    await executeStatement(
      context.cluster.url,
      `create role serving login password 'x' in role ${serverRole} connection limit 20`,
    );
    const as = (address: string) =>
      Object.assign(new URL(address), { username: "serving", password: "x" }).href;
    const coming =
      "select relname from pg_class where relname = 'audit_entry_' || to_char(now() at time zone 'UTC' + interval '1 month', 'YYYY_MM')";
    const [next] = await rows(open(url).reader, coming);
    await rows(open(url).reader, `drop table ${next?.relname}`);
    expect(await migrate(as(url))).toEqual({ role: serverRole, isSeparateUser: true });
    expect(await rows(open(url).reader, coming)).toEqual([next]);
    expect(await readConnectionLimits(as(url))).toMatchObject({ role: 20 });
    expect(connectionsOf()).toBeLessThan(20);
    const serving = open(as(url), serverRole);
    await rows(serving.reader, "set role none");
    for (const way of [
      "set role postgres",
      "delete from audit_entry",
      "update record_version set record = null",
    ]) {
      expect(await refusal(rows(serving.reader, way)), way).toContain("permission denied");
    }
    await executeStatement(context.cluster.url, "create role nobody_known login password 'x'");
    const unknown = Object.assign(new URL(url), { username: "nobody_known", password: "x" }).href;
    await expect(migrate(unknown)).rejects.toThrow("grant caretype_server to");
    const empty = await context.cluster.createDatabase("not_migrated");
    await expect(migrate(as(empty))).rejects.toThrow(
      "run `caretype migrate` as the user that owns the tables",
    );
  });
});
