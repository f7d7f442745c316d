import { makeColleague } from "@caretype/test-api/colleague";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { insertImport } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";

const api = await createTestApi();

it("does not remove a restricted record, after which its history would be seen by all", async () => {
  const owner = await api.practiceWithPatient();
  const { patientId } = owner;
  const { caller } = await makeColleague(api, owner, "clinician");
  const { id } = await caller.condition.create({ patientId, code: { text: "Psychosis" } });
  const importId = await insertImport(api.database.reader, owner.account.id, patientId);
  await api.database.reader.execute(sql`
    update import_record set record_type = 'condition', record_id = ${id} where import_id = ${importId}`);
  const restriction = await caller.restriction.create({ recordId: id });
  const refusal = await failureOf(owner.caller.import.undo({ id: importId }));
  expect(refusal.details.blockedBy).toEqual([
    { kind: "patient", id: patientId, label: "has records that were restricted since" },
  ]);
  await caller.restriction.remove({ id: restriction.id, expectedVersion: 1 });
  expect(await owner.caller.import.undo({ id: importId })).toMatchObject({ state: "undone" });
});

it("does not name the draft of somebody else that prevents it", async () => {
  const owner = await api.signUp();
  const { caller } = await makeColleague(api, owner, "clinician");
  const { id: patientId } = await caller.patient.create({ name: "Zelda Quux", gender: "female" });
  const importId = await insertImport(api.database.reader, owner.account.id, patientId);
  const { id } = await caller.noteDraft.create({ patientId, text: "Words." });
  const [own, others] = [
    await failureOf(caller.import.undo({ id: importId })),
    await failureOf(owner.caller.import.undo({ id: importId })),
  ];
  expect(own.details.blockedBy).toEqual([{ kind: "note", id, label: "made since" }]);
  expect(others.details).toMatchObject({ blockedBy: [], blockedByTotal: 1 });
});
