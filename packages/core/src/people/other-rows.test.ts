import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { insertImport, isOnCitus } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { erasePerson } from "./erasure/erase-person.ts";

// Custom tables, which no module names.

const api = await createTestApi();
const { reader } = api.database;

beforeAll(async () => {
  await reader.execute(
    sql`create table care_plan (practice_id uuid, id int, person_id uuid not null, goal text, primary key (practice_id, id))`,
  );
  await reader.execute(
    sql`create table diet (practice_id uuid, patient_id uuid, kind text, primary key (practice_id, patient_id))`,
  );
  for (const [table, column] of [
    ["care_plan", "person_id"],
    ["diet", "patient_id"],
  ]) {
    await reader.execute(sql.raw(`grant select, update on ${table} to caretype_server`));
    if (isOnCitus()) await reader.execute(sql`select create_distributed_table(${table}, 'practice_id')`);
    await reader.execute(
      sql.raw(
        `alter table ${table} add foreign key (practice_id, ${column}) references patient (practice_id, id)`,
      ),
    );
  }
});

async function twoPatients() {
  const { caller, account } = await api.signUp();
  const { id: keepId } = await caller.patient.create({ name: "Ann Leigh", gender: "female" });
  const { id: mergedId } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
  const plan = (id: number, of: string) =>
    reader.execute(
      sql`insert into care_plan select practice_id, ${id}, id, 'Walk' from patient where id = ${of}`,
    );
  const diet = (of: string) =>
    reader.execute(sql`insert into diet select practice_id, id, 'Vegan' from patient where id = ${of}`);
  const plansOf = async (id: string) =>
    (
      await reader.execute<{ id: number }>(sql`select id from care_plan where person_id = ${id} order by id`)
    ).map((row) => row.id);
  const any = { expectedVersion: "any", mergedExpectedVersion: "any" } as const;
  const merge = () => caller.patient.merge({ keepId, mergedId, ...any });
  return { caller, account, keepId, mergedId, plan, plansOf, diet, merge };
}

it("blocks a patient's removal by the name of its table", async () => {
  const { caller, keepId, plan, diet } = await twoPatients();
  await plan(1, keepId);
  await plan(2, keepId);
  await diet(keepId);
  const { code, details } = await failureOf(caller.patient.remove({ id: keepId, expectedVersion: 1 }));
  expect([code, details.records]).toEqual([
    "PATIENT_HAS_RECORDS",
    [
      { kind: "carePlan", count: 2 },
      { kind: "diet", count: 1 },
    ],
  ]);
});

it("is not named to who may not read of what patients suffer from", async () => {
  const { caller, keepId, plan } = await twoPatients();
  await plan(1, keepId);
  const { key } = await caller.apiKey.create({
    name: "Desk",
    permissions: ["patient:read", "doctor:read", "assignment:read", "patient:remove"],
  });
  const desk = api.callerWith({ accessToken: key });
  const { code, details } = await failureOf(desk.patient.remove({ id: keepId, expectedVersion: 1 }));
  expect([code, details.records]).toEqual(["PATIENT_HAS_RECORDS", undefined]);
});

it("moves with a merge, and those of the merged patient come back with its undo", async () => {
  const { caller, keepId, mergedId, plan, plansOf, diet, merge } = await twoPatients();
  await plan(1, keepId);
  await plan(2, mergedId);
  await diet(mergedId);
  const { id: mergeId } = await merge();
  expect(await plansOf(keepId)).toEqual([1, 2]);
  expect(await reader.execute(sql`select kind from diet where patient_id = ${keepId}`)).toHaveLength(1);
  await plan(3, keepId);
  await caller.patient.unmerge({ mergeId });
  expect([await plansOf(keepId), await plansOf(mergedId)]).toEqual([[1, 3], [2]]);
  expect(await reader.execute(sql`select kind from diet where patient_id = ${mergedId}`)).toHaveLength(1);
});

it("refuses a merge where both have what a patient has once", async () => {
  const { keepId, mergedId, diet, merge } = await twoPatients();
  await diet(keepId);
  await diet(mergedId);
  const { code, details } = await failureOf(merge());
  expect([code, details.records]).toEqual(["PATIENT_HAS_RECORDS", [{ kind: "diet", count: 1 }]]);
});

it("blocks the undo of an import, and keeps a patient of the sample", async () => {
  const { caller, account, keepId, plan } = await twoPatients();
  const importId = await insertImport(reader, account.id, keepId);
  await plan(1, keepId);
  const { code, details } = await failureOf(caller.import.undo({ id: importId }));
  expect([code, details.blockedBy]).toEqual([
    "IMPORT_HAS_CHANGED",
    [{ kind: "patient", id: keepId, label: "has rows of another table" }],
  ]);
  const { caller: other } = await api.signUp();
  const { patients } = await other.sampleData.add();
  const { items } = await other.patient.list({ limit: 1 });
  await plan(2, String(items[0]?.id));
  expect(await other.sampleData.remove()).toEqual({ patients: patients - 1, keptPatients: 1 });
});

it("goes with the patient's erasure", async () => {
  const { keepId, mergedId, plan, plansOf, diet, merge } = await twoPatients();
  await plan(1, keepId);
  await plan(2, mergedId);
  await diet(mergedId);
  await merge();
  await erasePerson(api.database, { type: "patient", id: keepId, reason: "The person asked for it." });
  expect(await plansOf(keepId)).toEqual([]);
  expect(await reader.execute(sql`select from diet where patient_id = ${keepId}`)).toHaveLength(0);
});

const practiceKey = "foreign key (practice_id, patient_id) references patient (practice_id, id)";
const columns = `practice_id uuid, id int primary key, patient_id uuid, ${practiceKey}`;
const opened = (table: string) => `grant select, update on ${table} to caretype_server`;

/**
 * Two patients and a table of the test's own, with a row of each. Plain PostgreSQL: Citus needs to know each table.
 */
async function withTable(statements: string[], { table = "visit_card", values = "practice_id, 1, id" } = {}) {
  for (const each of statements) await reader.execute(sql.raw(each));
  onTestFinished(async () => {
    await reader.execute(sql`drop table if exists visit_step, visit_card`);
    await reader.execute(sql`drop schema if exists crm cascade`);
  });
  const patients = await twoPatients();
  const rows = async (): Promise<unknown[]> =>
    Array.from(await reader.execute(sql.raw(`select * from ${table} order by 2`)));
  const addRow = (id: string, row = values) =>
    reader.execute(sql.raw(`insert into ${table} select ${row} from patient where id = '${id}'`));
  return { ...patients, rows, addRow };
}

describe.skipIf(isOnCitus())("a table", () => {
  it("without a primary key keeps its rows where they are, as an undo could not tell them apart", async () => {
    const statements = [
      `create table visit_card (practice_id uuid, patient_id uuid, ${practiceKey})`,
      opened("visit_card"),
    ];
    const { keepId, mergedId, addRow, merge, rows } = await withTable(statements, {
      values: "practice_id, id",
    });
    await addRow(keepId);
    await addRow(mergedId);
    const before = await rows();
    expect((await failureOf(merge())).details.records).toEqual([{ kind: "visitCard", count: 1 }]);
    expect(await rows()).toEqual(before);
  });

  it.each([
    [
      "with another name of the practice's column",
      "visit_card",
      [
        "create table visit_card (clinic uuid, id int primary key, patient_id uuid, foreign key (clinic, patient_id) references patient (practice_id, id))",
        opened("visit_card"),
      ],
    ],
    [
      "named as one of ours in another schema",
      "crm.note",
      [
        "create schema crm",
        "grant usage on schema crm to caretype_server",
        `create table crm.note (${columns})`,
        opened("crm.note"),
      ],
    ],
    [
      "with a foreign key on a partition",
      "visit_card",
      [
        "create table visit_card (practice_id uuid, id int primary key, patient_id uuid) partition by range (id)",
        `create table visit_step partition of visit_card (${practiceKey}) default`,
        opened("visit_card"),
        opened("visit_step"),
      ],
    ],
  ])("%s has its rows moved, and back", async (_, table, statements) => {
    const { caller, keepId, mergedId, addRow, merge, rows } = await withTable(statements, { table });
    await addRow(keepId);
    await addRow(mergedId, "practice_id, 2, id");
    const before = await rows();
    const { id: mergeId } = await merge();
    expect(await rows()).toMatchObject([{ patient_id: keepId }, { patient_id: keepId }]);
    await caller.patient.unmerge({ mergeId });
    expect(await rows()).toEqual(before);
  });

  it("with two patients in its key has both back", async () => {
    const statements = [
      `create table visit_card (practice_id uuid, patient_id uuid, referrer_id uuid, primary key (practice_id, patient_id, referrer_id),
        ${practiceKey}, foreign key (practice_id, referrer_id) references patient (practice_id, id))`,
      opened("visit_card"),
    ];
    const { caller, mergedId, addRow, merge, rows } = await withTable(statements, {
      values: "practice_id, id, id",
    });
    await addRow(mergedId);
    const before = await rows();
    const { code, details } = await failureOf(caller.patient.remove({ id: mergedId, expectedVersion: 1 }));
    expect([code, details.records]).toEqual(["PATIENT_HAS_RECORDS", [{ kind: "visitCard", count: 1 }]]);
    await caller.patient.unmerge({ mergeId: (await merge()).id });
    expect(await rows()).toEqual(before);
  });

  it("in a schema that the server may not use keeps nobody from a removal", async () => {
    const statements = ["create schema crm", `create table crm.card (${columns})`, opened("crm.card")];
    const { caller, keepId } = await withTable(statements, { table: "crm.card" });
    await caller.patient.remove({ id: keepId, expectedVersion: 1 });
    expect((await failureOf(caller.patient.byId({ id: keepId }))).code).toBe("PATIENT_NOT_FOUND");
  });

  it.each([
    ["deferred", ["unique (patient_id) deferrable initially deferred"], []],
    ["excluding", ["exclude using btree (patient_id with =)"], []],
    [
      "referred to with its patient",
      ["unique (practice_id, id, patient_id)"],
      [
        "create table visit_step (practice_id uuid, card int, patient_id uuid, foreign key (practice_id, card, patient_id) references visit_card (practice_id, id, patient_id))",
        "create function add_step() returns trigger language plpgsql as 'begin insert into visit_step values (new.practice_id, new.id, new.patient_id); return new; end'",
        "create trigger adding after insert on visit_card for each row execute function add_step()",
      ],
    ],
    [
      "with a trigger of its own",
      ["check (true)"],
      [
        "create function refuse_card() returns trigger language plpgsql as 'begin raise exception ''no''; end'",
        "create trigger refusing before update on visit_card for each row execute function refuse_card()",
      ],
    ],
  ])("%s refuses a merge by its name", async (_, constraints, others) => {
    const statements = [
      `create table visit_card (${[columns, ...constraints].join()})`,
      opened("visit_card"),
      ...others,
    ];
    const { keepId, mergedId, addRow, merge } = await withTable(statements);
    await addRow(keepId);
    await addRow(mergedId, "practice_id, 2, id");
    const { code, details } = await failureOf(merge());
    expect([code, details.records]).toEqual(["PATIENT_HAS_RECORDS", [{ kind: "visitCard", count: 1 }]]);
  });

  it("that refuses the undo of a merge blocks it", async () => {
    const statements = [`create table visit_card (${columns})`, opened("visit_card")];
    const { caller, keepId, mergedId, addRow, merge } = await withTable(statements);
    await addRow(mergedId);
    const { id: mergeId } = await merge();
    await reader.execute(sql.raw(`alter table visit_card add check (patient_id = '${keepId}')`));
    const { code, details } = await failureOf(caller.patient.unmerge({ mergeId }));
    const label = "has rows of another table";
    expect([code, details.blockedBy]).toEqual(["MERGE_BLOCKED", [{ kind: "patient", id: keepId, label }]]);
  });

  it("without a grant loses no rows by a merge, though they are deleted with their patient", async () => {
    const { mergedId, addRow, merge, rows } = await withTable([
      `create table visit_card (${columns} on delete cascade)`,
    ]);
    await addRow(mergedId);
    expect((await failureOf(merge())).code).toBe("INTERNAL");
    expect(await rows()).toHaveLength(1);
  });

  it("is erased after those that refer to it, or names what keeps it", async () => {
    const statements = [
      `create table visit_card (${columns})`,
      `create table visit_step (practice_id uuid, card int references visit_card, patient_id uuid, ${practiceKey})`,
    ];
    const { keepId, addRow, rows } = await withTable(statements);
    await addRow(keepId);
    await reader.execute(sql`insert into visit_step values (null, 1, null)`);
    const erasing = () =>
      erasePerson(api.database, { type: "patient", id: keepId, reason: "The person asked for it." });
    await expect(erasing()).rejects.toMatchObject({ code: "PATIENT_HAS_RECORDS" });
    await reader.execute(
      sql`update visit_step set (practice_id, patient_id) = (select practice_id, id from patient where id = ${keepId})`,
    );
    await erasing();
    expect(await rows()).toEqual([]);
  });
});
