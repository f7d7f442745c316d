import { isOnCitus } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { failureOf } from "../../../test/failure.ts";
import { createTestApi } from "../../../test/support.ts";

const api = await createTestApi();

it("like a merge, is refused with a code for a patient with rows of a feature that only refers to patients", async () => {
  const { reader } = api.database;
  await reader.execute(sql`create table care_plan (practice_id uuid, patient_id uuid)`);
  if (isOnCitus()) await reader.execute(sql`select create_distributed_table('care_plan', 'practice_id')`);
  await reader.execute(sql`alter table care_plan add constraint care_plan_patient_fkey
    foreign key (practice_id, patient_id) references patient (practice_id, id)`);
  const { caller } = await api.signUp();
  const { id } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
  await reader.execute(sql`insert into care_plan select practice_id, id from patient where id = ${id}`);
  const remove = () => caller.patient.remove({ id, expectedVersion: 1 });
  expect((await failureOf(remove())).code).toBe("PATIENT_HAS_RECORDS");
  const { id: keepId } = await caller.patient.create({ name: "Ann Leigh", gender: "female" });
  const any = { expectedVersion: "any", mergedExpectedVersion: "any" } as const;
  const merge = () => caller.patient.merge({ keepId, mergedId: id, ...any });
  expect((await failureOf(merge())).code).toBe("PATIENT_HAS_RECORDS");
  await reader.execute(sql`delete from care_plan`);
  await remove();
});
