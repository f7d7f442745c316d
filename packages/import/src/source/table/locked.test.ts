import { erasePerson } from "@caretype/core/people/erasure/erase-person";
import { makeColleague } from "@caretype/test-api/colleague";
import { failureOf } from "@caretype/test-api/failure";
import { conditions, practiceWithPatients } from "@caretype/test-api/record-tables";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { runTable } from "../../../test/uploads.ts";

// A locked encounter keeps its content, whichever way it is changed.

const api = await createTestApi();
api.services.start();
const any = { expectedVersion: "any" } as const;
const code = { text: "Cough" };

/** A locked encounter with a condition. */
async function open() {
  const { caller, jane, john, encounter } = await practiceWithPatients(api);
  const given = { patientId: jane.id, encounterId: encounter.id };
  const { id } = await caller.condition.create({ ...given, code, note: "Dry" });
  const lock = () => caller.encounter.lock({ id: encounter.id, ...any });
  const codesOf = (calls: Promise<unknown>[]) =>
    Promise.all(calls.map(async (call) => (await failureOf(call)).code));
  const attack = (by: typeof caller, patientId = jane.id) =>
    codesOf([
      by.condition.update({ id, ...any, note: "Wet" }),
      by.condition.create({ ...given, patientId, code }),
      by.encounter.update({ id: encounter.id, ...any, startedAt: "2024-07-01T06:00:00Z" }),
    ]);
  return { caller, jane, john, encounter, given, id, lock, attack };
}
const refused = Array(3).fill("ENCOUNTER_LOCKED");

it("stays locked with whom it was merged into, and after the undo", async () => {
  const { caller, jane, john, encounter, id, lock, attack } = await open();
  await lock();
  const both = { keepId: john.id, mergedId: jane.id, ...any, mergedExpectedVersion: "any" } as const;
  const { id: mergeId } = await caller.patient.merge(both);
  expect(await caller.condition.byId({ id })).toMatchObject({ code, note: "Dry", patientId: john.id });
  expect(await attack(caller, john.id)).toEqual(refused);
  await caller.patient.unmerge({ mergeId });
  expect(await attack(caller)).toEqual(refused);
  const { lockedAt, patientId } = await caller.encounter.byId({ id: encounter.id });
  expect([lockedAt !== null, patientId]).toEqual([true, jane.id]);
});

it("takes no record of an import, and loses none by the undo of one", async () => {
  const { caller, encounter, given, lock } = await open();
  const row = (text: string) => conditions([`17,${encounter.id},,,${text},2019,,,,`]);
  const { result } = await runTable(caller, row("Asthma"));
  const undo = () => caller.import.undo({ id: result?.importId ?? expect.fail() });
  await lock();
  expect((await runTable(caller, row("Hay fever"))).problems?.first).toMatchObject([
    { column: "Visit", message: "The encounter is locked" },
  ]);
  const { details } = await failureOf(undo());
  expect(details.blockedBy).toEqual([{ kind: "encounter", id: encounter.id, label: "locked since" }]);
  const { items } = await caller.condition.list({ patientId: given.patientId });
  expect(items.map((each) => each.code.text).toSorted()).toEqual(["Asthma", "Cough"]);
});

it("is erased with its patient, and all that is in it", async () => {
  const { jane, id, lock } = await open();
  await lock();
  await erasePerson(api.database, { type: "patient", id: jane.id, reason: "Request of 3 May, file 17" });
  const left = await api.database.reader.execute(
    sql`select 1 from record_version where record_id = ${id} union all select 1 from condition where id = ${id}`,
  );
  expect(left.count).toBe(0);
});

it.each(["owner", "clinician", "reception", "viewer"] as const)("is changed by no %s", async (role) => {
  const { caller: owner, lock, attack } = await open();
  await lock();
  const { caller } = await makeColleague(api, { caller: owner }, role);
  const mayWrite = role === "owner" || role === "clinician";
  expect(await attack(caller)).toEqual(mayWrite ? refused : Array(3).fill("PERMISSION_DENIED"));
});
