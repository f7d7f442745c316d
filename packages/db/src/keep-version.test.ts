import { randomUUID } from "node:crypto";
import { isOnCitus } from "@caretype/test-database";
import { rows, useDatabases } from "@caretype/test-database/use-databases";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { Database } from "./database.ts";
import { type DatabaseHandle, setLocal } from "./index.ts";

// Tests the trigger of every record table directly, without the API.

const context = useDatabases({ migrated: true });
const [practiceId, ann, bo] = [randomUUID(), randomUUID(), randomUUID()];
let database: DatabaseHandle;

beforeAll(async () => {
  // Few connections, so that a transaction meets the state that another one left on its connection.
  database = context.open({ writers: 4 });
  const { reader } = database;
  await rows(reader, `insert into practice (id, name) values ('${practiceId}', 'Ours')`);
  for (const id of [ann, bo]) {
    await rows(
      reader,
      `insert into account (id, username, email, name, password_hash) values ('${id}', '${id}', '${id}', 'Ann', '')`,
    );
  }
});

async function makePatients(count = 1) {
  const inserted = await rows(
    database.reader,
    `insert into patient (practice_id, id, name, first_name, last_name, gender, created_by)
     select '${practiceId}', gen_random_uuid(), 'Ann Lee', 'Ann', 'Lee', 'female', '${ann}' from generate_series(1, ${count})
     returning id`,
  );
  return inserted.map(({ id }) => String(id));
}

async function makePatient() {
  const [id = ""] = await makePatients();
  return id;
}

const update = (db: Database, id: string, changes: string) =>
  rows(db, `update patient set ${changes} where id = '${id}' returning *`);

const current = async (id: string) =>
  (await rows(database.reader, `select * from patient where id = '${id}'`))[0];

const versionsOf = (id: string) =>
  rows(
    database.reader,
    `select * from record_version where record_id = '${id}'
     union all select null, record_id, version, 'doctor', valid_from, valid_to, changed_by, record from doctor_version
       where record_id = '${id}' order by version`,
  );

const asAnn = <T>(run: (tx: Database) => Promise<T>) => database.transaction(run, { accountId: ann });
const asBo = <T>(run: (tx: Database) => Promise<T>) => database.transaction(run, { accountId: bo });

describe("an update", () => {
  it("is stamped, and the old row is kept with its validity and its author", async () => {
    const id = await makePatient();
    const [before] = await rows(
      database.reader,
      `select to_jsonb(patient) - '{sort_name,search_text,last_key,first_key,updated_by}'::text[] as record, updated_at from patient where id = '${id}'`,
    );
    const [began] = await asBo(async (tx) => {
      await update(tx, id, "name = 'Ann Ray', last_name = 'Ray'");
      return rows(tx, "select now()");
    });
    const now = await current(id);
    // On Citus, a transaction has one time on all nodes.
    const at = isOnCitus() ? now?.updated_at : began?.now;
    expect(now).toMatchObject({ name: "Ann Ray", version: 2, updated_by: bo, updated_at: at });
    expect(await versionsOf(id)).toEqual([
      {
        practice_id: practiceId,
        record_id: id,
        version: 1,
        record_type: "patient",
        valid_from: before?.updated_at,
        valid_to: at,
        changed_by: ann,
        record: before?.record,
      },
    ]);
    await asAnn((tx) => update(tx, id, "address = '1 Main St'"));
    expect((await versionsOf(id)).map(({ version, changed_by }) => [version, changed_by])).toEqual([
      [1, ann],
      [2, bo],
    ]);
  });

  it("cannot set its stamps", async () => {
    const id = await makePatient();
    const forged = `version = 99, updated_at = '2001-01-01', updated_by = '${bo}'`;
    await asAnn((tx) => update(tx, id, `address = 'A', ${forged}`));
    const stamped = await current(id);
    expect(stamped).toMatchObject({ version: 2, updated_by: ann });
    expect(String(stamped?.updated_at) > "2002").toBe(true);
    const [returned] = await asAnn((tx) => update(tx, id, forged));
    expect(returned).toEqual(stamped);
    expect(await current(id)).toEqual(stamped);
  });

  it("that changes nothing creates no version", async () => {
    const id = await makePatient();
    const before = await current(id);
    await asBo((tx) => update(tx, id, "name = 'Ann Lee', address = null"));
    expect(await current(id)).toEqual(before);
    expect(await versionsOf(id)).toEqual([]);
  });

  it("cannot give a record another id or practice", async () => {
    const id = await makePatient();
    const other = randomUUID();
    await rows(database.reader, `insert into practice (id, name) values ('${other}', 'Theirs')`);
    const refused = "A record keeps its id and its practice";
    const moved = isOnCitus() ? "modifying the partition value of rows is not allowed" : refused;
    for (const [change, message] of [
      [`id = '${other}'`, refused],
      [`practice_id = '${other}'`, moved],
    ] as const) {
      await expect(update(database.reader, id, change)).rejects.toMatchObject({ cause: { message } });
    }
  });

  it("that is rolled back leaves no version", async () => {
    const id = await makePatient();
    const failing = asAnn(async (tx) => {
      await update(tx, id, "address = 'A'");
      throw new Error("after the update");
    });
    await expect(failing).rejects.toThrow("after the update");
    expect(await versionsOf(id)).toEqual([]);
  });
});

describe("a kept version", () => {
  it("is not written to a temporary table of the same name", async () => {
    const id = await makePatient();
    await asAnn(async (tx) => {
      await rows(tx, "create temporary table record_version (like record_version) on commit drop");
      await update(tx, id, "address = 'A'");
    });
    expect(await versionsOf(id)).toHaveLength(1);
  });
});

describe("versions", () => {
  const isUnbroken = async (id: string) => {
    const now = await current(id);
    const all = [...(await versionsOf(id)), { version: now?.version, valid_from: now?.updated_at }];
    expect(all.map(({ version }) => version)).toEqual(all.map((_, index) => index + 1));
    for (const [index, { valid_from, valid_to }] of all.slice(0, -1).entries()) {
      expect(String(valid_from) < String(valid_to)).toBe(true);
      expect(valid_to).toEqual(all[index + 1]?.valid_from);
    }
  };

  it("are contiguous if the transaction that began first writes last", async () => {
    const id = await makePatient();
    await asAnn(async (early) => {
      await rows(early, "select now()");
      await asBo((late) => update(late, id, "address = 'late'"));
      await update(early, id, "address = 'early'");
    });
    expect(await current(id)).toMatchObject({ address: "early", version: 3, updated_by: ann });
    await isUnbroken(id);
  });

  it("are contiguous if several transactions wait for the same row", async () => {
    const id = await makePatient();
    const append = (tx: Database) => update(tx, id, "address = coalesce(address, '') || 'x'");
    await Promise.all(Array.from({ length: 20 }, (_, turn) => (turn % 2 ? asAnn(append) : asBo(append))));
    expect(await current(id)).toMatchObject({ address: "x".repeat(20), version: 21 });
    await isUnbroken(id);
  });

  it("have distinct instants, also within one transaction", async () => {
    const id = await makePatient();
    await asAnn(async (tx) => {
      for (const address of ["A", "B", "C"]) await update(tx, id, `address = '${address}'`);
    });
    await isUnbroken(id);
  });
});

describe("the author of a version", () => {
  it("is null if no account is set, also after a transaction that set one", async () => {
    const id = await makePatient();
    await Promise.all([
      asAnn((tx) => rows(tx, "select pg_sleep(0.1)")),
      asBo((tx) => update(tx, id, "address = 'A'")),
    ]);
    await database.transaction((tx) => update(tx, id, "address = 'B'"));
    await update(database.reader, id, "address = 'C'");
    expect((await versionsOf(id)).map(({ changed_by }) => changed_by)).toEqual([ann, bo, null]);
    expect(await current(id)).toMatchObject({ version: 4, updated_by: null });
  });

  it("must be an account's id", async () => {
    const transaction = database.transaction(async (tx) => rows(tx, "select 1"), {
      accountId: "'; drop table patient",
    });
    await expect(transaction).rejects.toThrow("caretype.account_id cannot be set to this value.");
  });

  it("can be set in a bulk transaction, and then applies to every row", async () => {
    const ids = `'${(await makePatients(500)).join("','")}'`;
    await database.bulkTransaction(async (bulk) => {
      await setLocal(bulk, "caretype.account_id", bo);
      await rows(bulk, `update patient set address = 'A' where id in (${ids})`);
    });
    const counts = await rows(
      database.reader,
      `select count(*) from patient where id in (${ids}) and version = 2 and updated_by = '${bo}'
       union all select count(record) from record_version where record_id in (${ids})`,
    );
    expect(counts).toEqual([{ count: 500 }, { count: 500 }]);
  });
});

describe("a removal", () => {
  it("moves the whole row to removed_record, with its related rows", async () => {
    const id = await makePatient();
    const externalId = { practice_id: practiceId, system: "synthea", value: id, patient_id: id };
    await database.reader.execute(
      sql`insert into patient_external_id (practice_id, system, value, patient_id) values (${practiceId}, 'synthea', ${id}, ${id})`,
    );
    const before = await current(id);
    await asBo((tx) => rows(tx, `delete from patient where id = '${id}'`));
    expect(await current(id)).toBeUndefined();
    const [version] = await versionsOf(id);
    const [removed] = await rows(database.reader, `select * from removed_record where record_id = '${id}'`);
    expect(removed).toMatchObject({
      practice_id: practiceId,
      record_type: "patient",
      version: 1,
      removed_at: version?.valid_to,
      removed_by: bo,
      record: { id, name: before?.name, created_by: ann, version: 1 },
      relations: { patient_external_id: [externalId] },
    });
    expect(removed?.record).toEqual(version?.record);
  });

  it("of a doctor is kept in tables of the directory", async () => {
    const id = randomUUID();
    await rows(
      database.reader,
      `insert into doctor (id, name, first_name, last_name, created_by) values ('${id}', 'Bo Ray', 'Bo', 'Ray', '${ann}')`,
    );
    await asBo((tx) => rows(tx, `update doctor set contact_info = 'Room 2' where id = '${id}'`));
    await asAnn((tx) => rows(tx, `delete from doctor where id = '${id}'`));
    const kept = await versionsOf(id);
    expect(kept.map(({ record_type, changed_by }) => [record_type, changed_by])).toEqual([
      ["doctor", ann],
      ["doctor", bo],
    ]);
    const [removed] = await rows(database.reader, `select * from removed_doctor where record_id = '${id}'`);
    expect(removed).toMatchObject({ version: 2, removed_by: ann, relations: {} });
  });
});

describe("a list of a practice", () => {
  const columns = {
    room: "name = 'One'",
    visit_type: "name = 'One', minutes = 20",
    note_kind: "name = 'One'",
    saved_view: "name = 'One', page = 'patients', filters = '{}'",
  };

  it.each(Object.entries(columns))(
    "keeps the versions of each %s until it is removed",
    async (table, given) => {
      const names = given.replaceAll(/ = ('[^']*'|\d+)/g, "");
      const values = [...given.matchAll(/ = ('[^']*'|\d+)/g)].map(([, value]) => value).join(", ");
      const [{ id = "" } = {}] = await rows(
        database.reader,
        `insert into ${table} (practice_id, id, created_by, ${names})
       values ('${practiceId}', gen_random_uuid(), '${ann}', ${values}) returning id::text`,
      );
      await asBo((tx) => rows(tx, `update ${table} set name = 'Two', version = 7 where id = '${id}'`));
      await asAnn((tx) => rows(tx, `update ${table} set name = 'Three' where id = '${id}'`));
      const [now] = await rows(database.reader, `select * from ${table} where id = '${id}'`);
      expect(now).toMatchObject({ name: "Three", version: 3, updated_by: ann });
      expect(await versionsOf(String(id))).toMatchObject([
        { version: 1, record_type: table, changed_by: ann, record: { name: "One" } },
        { version: 2, record_type: table, changed_by: bo, record: { name: "Two" } },
      ]);
      await rows(database.reader, `delete from ${table} where id = '${id}'`);
      expect(await versionsOf(String(id))).toEqual([]);
    },
  );

  it("keeps the versions of a doctor's hours in each practice", async () => {
    const doctor = randomUUID();
    await rows(
      database.reader,
      `insert into doctor (id, name, first_name, last_name, created_by) values ('${doctor}', 'Bo Ray', 'Bo', 'Ray', '${ann}')`,
    );
    await rows(
      database.reader,
      `insert into opening_hours (practice_id, doctor_id, weekly, exceptions, updated_by)
       values ('${practiceId}', '${doctor}', '[]', '[]', '${ann}')`,
    );
    await asBo((tx) => rows(tx, `update opening_hours set weekly = '[1]' where doctor_id = '${doctor}'`));
    expect(await versionsOf(doctor)).toMatchObject([
      { practice_id: practiceId, version: 2, changed_by: ann, record: { weekly: [] } },
    ]);
    await rows(database.reader, `delete from opening_hours where doctor_id = '${doctor}'`);
    expect(await versionsOf(doctor)).toEqual([]);
  });
});

describe("a draft of a note", () => {
  it("counts its versions, keeps none, and moves without a new one", async () => {
    const [patient = "", other = ""] = await makePatients(2);
    const [{ id = "" } = {}] = await rows(
      database.reader,
      `insert into note_draft (practice_id, id, patient_id, kind, recorded_at, created_by)
       values ('${practiceId}', gen_random_uuid(), '${patient}', 'Note', now(), '${ann}') returning id::text`,
    );
    const change = async (changes: string) =>
      (await rows(database.reader, `update note_draft set ${changes} where id = '${id}' returning *`))[0];
    expect(await change("text = 'Cough'")).toMatchObject({ text: "Cough", version: 2 });
    expect(await change("text = 'Cough', version = 7")).toMatchObject({ version: 2 });
    expect(await change(`patient_id = '${other}'`)).toMatchObject({ patient_id: other, version: 2 });
    expect(await versionsOf(String(id))).toEqual([]);
  });
});

it("forgets the versions of deleted records, except of those that are kept when they are removed", async () => {
  const remaining = await rows(
    database.reader,
    `select tgrelid::regclass::text as name from pg_trigger where tgfoid = 'keep_version'::regproc and tgtype & 8 = 0
     except select tgrelid::regclass::text from pg_trigger where tgfoid = 'forget_versions'::regproc and tgtype & 8 = 8`,
  );
  // Only an erasure deletes notes, with their versions.
  expect(remaining).toEqual([{ name: "note" }]);
});

it("keeps each record of a locked encounter, of every kind", async () => {
  const recordedIn = (trigger: string) =>
    `select distinct tgrelid::regclass::text as name from pg_trigger where tgfoid = '${trigger}'::regproc order by 1`;
  const kept = await rows(database.reader, recordedIn("refuse_change_in_locked"));
  expect(kept).toEqual(await rows(database.reader, recordedIn("check_record_encounter")));
});

describe("a column", () => {
  it("that is generated is in no version of any record table", async () => {
    const generated = await rows(
      database.reader,
      `select distinct attname as name from pg_trigger join pg_attribute on attrelid = tgrelid
       where tgfoid = 'keep_version'::regproc and attgenerated <> '' order by 1`,
    );
    const [trigger] = await rows(
      database.reader,
      "select prosrc from pg_proc where proname = 'keep_version'",
    );
    const [, derived = ""] = /derived text\[\] := '{(.*)}'/.exec(String(trigger?.prosrc)) ?? [];
    expect(generated.length).toBeGreaterThan(0);
    expect(derived.split(",").toSorted()).toEqual(generated.map(({ name }) => name));
  });

  it("that was added after a removal has its default in the restored row", async () => {
    const id = await makePatient();
    await database.reader.execute(
      sql`insert into patient_external_id (practice_id, system, value, patient_id) values (${practiceId}, 'synthea', ${id}, ${id})`,
    );
    await asAnn((tx) => rows(tx, `delete from patient where id = '${id}'`));
    const keys = { patient: "id", patient_external_id: "patient_id" };
    const backAgain = database.bulkTransaction(async (tx) => {
      for (const table of Object.keys(keys))
        await rows(tx, `alter table ${table} add column later text not null default 'x'`);
      await rows(tx, `select restore_record('patient', '${practiceId}', '${id}')`);
      for (const [table, key] of Object.entries(keys))
        expect(await rows(tx, `select later from ${table} where ${key} = '${id}'`)).toEqual([{ later: "x" }]);
      throw new Error("and all of this is taken back");
    });
    await expect(backAgain).rejects.toThrow("and all of this is taken back");
  });
});
