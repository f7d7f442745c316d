import type { PracticeId } from "@caretype/core/kernel/field/ids";
import type { Database } from "@caretype/db";
import { unknownId } from "@caretype/test-api/case";
import { createTestApi } from "@caretype/test-api/support";
import { isOnCitus } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { noteStatistics } from "../inserts.ts";
import { resolvePatients } from "../named-people.ts";
import { forceIndexes } from "../staging.ts";
import { isThere } from "./known-records.ts";

// An import's look-up for each row, before a table has statistics.

const api = await createTestApi();

it.skipIf(isOnCitus())("A record is looked up by key", async () => {
  const plan = await api.database.transaction(async (tx) => {
    await tx.execute(sql`create temp table staged (id uuid) on commit drop`);
    const known = isThere("observation", { practice: sql`${unknownId}::uuid`, id: sql`staged.id` });
    return tx.execute<{ "QUERY PLAN": string }>(sql`explain select from staged where not ${known}`);
  });
  const text = plan.map((row) => row["QUERY PLAN"]).join("\n");
  expect(text).toMatch(/Index Cond: \(\(practice_id = [^)]+\) AND \(id = staged\.id\)\)/);
  expect(text).not.toContain("Join");
});

it.skipIf(isOnCitus())("A new practice is known beside one that has been analyzed", async () => {
  const [first, second] = [await api.signUp(), await api.signUp()];
  const plan = await api.database.transaction(async (tx) => {
    let own = "";
    for (const { caller, account } of [first, second]) {
      const { id } = await caller.practice.mine();
      own = id;
      await tx.execute(sql`
        insert into patient (practice_id, id, name, first_name, last_name, gender, created_by)
        select ${id}::uuid, gen_random_uuid(), 'P Roe', 'P', 'Roe' || number, 'other', ${account.id}::uuid
        from generate_series(1, 500) as number`);
      await noteStatistics(tx, 500, id);
    }
    return tx.execute<{ "QUERY PLAN": string }>(
      sql`explain select from patient where practice_id = ${own} and last_key = 'roe7 p'`,
    );
  });
  expect(plan.map((row) => row["QUERY PLAN"]).join()).toContain("patient_last_key_idx");
});

it("The planner learns of an import's rows, also on the practice's node", async () => {
  const { caller, account } = await api.signUp();
  const { id } = await caller.practice.mine();
  const [table] = await api.database.bulkTransaction(async (tx) => {
    await tx.execute(sql`
      insert into patient (practice_id, id, name, first_name, last_name, gender, created_by)
      select ${id}::uuid, gen_random_uuid(), 'P Roe', 'P', 'Roe', 'other', ${account.id}::uuid from generate_series(1, 500)`);
    await noteStatistics(tx, 500, id);
    // Citus hides a node's part of a table.
    await tx.execute(sql`set local citus.override_table_visibility = 'off'`);
    return tx.execute<{ rows: number }>(
      sql`select reltuples::int as rows from pg_class where oid = own_copy('patient', ${id}::uuid)::regclass`,
    );
  }, id);
  expect(table?.rows).toBeGreaterThanOrEqual(500);
});

const rowsReadOf = async (tx: Database) =>
  (
    await tx.execute<{ rows: number }>(sql`
    select (seq_tup_read + idx_tup_fetch)::int as rows from pg_stat_xact_user_tables where relname = 'patient'`)
  )[0]?.rows ?? 0;

it.skipIf(isOnCitus())(
  "Named patients are looked up by indexes, and then once among all names, without blanks",
  async () => {
    const { caller } = await api.signUp();
    const ann = { name: "Anne Marie Lee", gender: "female", dateOfBirth: "1980-02-03" } as const;
    const { id } = await caller.patient.create(ann);
    const many = 500;
    const named = ["Anne Marie Lee", "Lee, Anne Marie", "annemarie lee", "Lee Annemarie\n1980-02-03", id];
    const cells = [...named, "Annemarie Lee\n1980-02-04", "Bo Ray", "x@example.org"];
    const { found, read } = await api.database.transaction(async (tx) => {
      const [own] = await tx.execute<{ practiceId: PracticeId }>(sql`
      insert into patient (practice_id, id, name, first_name, last_name, gender, created_by)
      select practice_id, gen_random_uuid(), 'P Roe', 'P' || number, 'Roe', 'other', created_by
      from patient, generate_series(1, ${many}) as number where id = ${id} returning practice_id as "practiceId"`);
      if (!own) throw new Error("no practice");
      await forceIndexes(tx);
      await tx.execute(sql`
      create temp table import_condition on commit drop as
      select line::int, patient from unnest(${sql.param(cells)}::text[]) with ordinality as cell (patient, line)`);
      const before = await rowsReadOf(tx);
      const systems = { patient: "table:a", doctor: "table:a" };
      const throttle = { pause: () => Promise.resolve() };
      await resolvePatients(tx, { importer: own, systems, throttle, shared: tx }, "condition");
      const found = await tx.execute<{ cell: string }>(
        sql`select cell from import_named where patient_id = ${id}`,
      );
      return { found: found.map(({ cell }) => cell), read: (await rowsReadOf(tx)) - before };
    });
    expect(found.toSorted()).toEqual(named.toSorted());
    expect(read).toBeLessThan(2 * cells.length * many);
  },
);
