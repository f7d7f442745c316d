import { isOnCitus } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { failureOf } from "../../test/failure.ts";
import { createTestApi } from "../../test/support.ts";
import { erasePerson } from "./erasure/erase-person.ts";

// The tables of a team's own, which no module names.

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
  const { caller } = await api.signUp();
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
  return { caller, keepId, mergedId, plan, plansOf, diet, merge };
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
