import { tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";

const api = await createTestApi();

it("blocks no changes of patients, doctors, assignments or the practice that it refers to", async () => {
  const { caller, account } = await api.signUp();
  const practice = await caller.practice.mine();
  const patient = await caller.patient.create({ name: "Ann Lee", gender: "female" });
  const doctor = await caller.doctor.create({ name: "Bo Ray", licenseNumber: "RUNNING-1" });
  const other = await caller.doctor.create({ name: "Cy Roe" });
  const assignment = await caller.assignment.create({ patientId: patient.id, doctorId: other.id });
  await caller.patient.update({ id: patient.id, expectedVersion: 1, address: "A" });
  await caller.doctor.update({ id: doctor.id, expectedVersion: 1, contactInfo: "A" });

  // A running import with a patient and an assignment that are not committed yet.
  await api.database.bulkTransaction(async (running) => {
    await running.execute(sql`
      insert into patient (practice_id, id, name, first_name, last_name, gender, created_by)
      values (${practice.id}, gen_random_uuid(), 'New One', 'New', 'One', 'other', ${account.id})`);
    await running.execute(sql`
      insert into assignment (practice_id, id, patient_id, doctor_id, assigned_by)
      values (${practice.id}, gen_random_uuid(), ${patient.id}, ${doctor.id}, ${account.id})`);
    const changes = [
      caller.patient.update({ id: patient.id, expectedVersion: 2, address: "B" }),
      caller.doctor.update({ id: doctor.id, expectedVersion: 2, contactInfo: "B" }),
      caller.assignment.update({ id: assignment.id, expectedVersion: 1, reasonForVisit: "B" }),
      caller.practice.update({ expectedVersion: practice.version, name: "B" }),
    ];
    expect(await tally(changes)).toEqual({ ok: 4 });
    const reverts = [
      caller.patient.revert({ id: patient.id, expectedVersion: 3, version: 1 }),
      caller.doctor.revert({ id: doctor.id, expectedVersion: 3, version: 1 }),
      caller.assignment.revert({ id: assignment.id, expectedVersion: 2, version: 1 }),
    ];
    expect(await tally(reverts)).toEqual({ ok: 3 });
  });
  expect(await tally([caller.patient.remove({ id: patient.id, expectedVersion: "any" })])).toEqual({
    PATIENT_HAS_ASSIGNMENTS: 1,
  });
});
