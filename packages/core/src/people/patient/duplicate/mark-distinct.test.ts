import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import type { PatientId } from "../../../kernel/field/ids.ts";
import { erasePerson } from "../../erasure/erase-person.ts";

const api = await createTestApi();
const born = { gender: "female", dateOfBirth: "1980-02-29" } as const;
const any = { expectedVersion: "any", mergedExpectedVersion: "any" } as const;
type Person = Awaited<ReturnType<typeof api.signUp>>;
type Caller = Person["caller"];

/** A practice with similar patients. */
async function withAlike(count: number) {
  const person = await api.signUp();
  const patients = [];
  for (let index = 0; index < count; index++)
    patients.push(await person.caller.patient.create({ name: "Ana Silva", ...born }));
  return { ...person, ids: patients.map(({ id }) => id) as [PatientId, PatientId, ...PatientId[]] };
}

const pairsOf = async (caller: Caller) =>
  (await caller.patient.possibleDuplicates()).items.map(({ newer, older }) => [newer.id, older.id]);
const duplicatesOf = async (caller: Caller, id: PatientId) =>
  (await caller.patient.duplicates({ id })).items.map(({ patient }) => patient.id);
const distinctOf = async (caller: Caller, id: PatientId) =>
  (await caller.patient.distinct({ id })).items.map(({ patient }) => patient.id);

it("keeps two different people out of lists and counts, and shows who said so", async () => {
  const { caller, account, ids } = await withAlike(3);
  const [first, second, third] = ids;
  const mark = await caller.patient.markDistinct({ id: second, otherId: first });
  expect(mark).toMatchObject({
    patient: { id: first, name: "Ana Silva", dateOfBirth: "1980-02-29" },
    markedBy: account.id,
    markedByName: account.name,
  });
  expect(await pairsOf(caller)).toEqual([
    [third, second],
    [third, first],
  ]);
  const { tasks } = await caller.statistics.overview({ timeZone: "UTC" });
  expect(tasks.possibleDuplicates).toMatchObject({ pairs: 2 });
  expect([await duplicatesOf(caller, first), await duplicatesOf(caller, second)]).toEqual([[third], [third]]);
  expect((await caller.patient.distinct({ id: first })).items).toEqual([
    { ...mark, patient: { ...mark.patient, id: second } },
  ]);
  expect(await caller.patient.markDistinct({ id: first, otherId: second })).toMatchObject({
    markedAt: mark.markedAt,
  });
});

it("still warns when somebody is added who resembles one of them", async () => {
  const { caller, ids } = await withAlike(2);
  await caller.patient.markDistinct({ id: ids[0], otherId: ids[1] });
  const again = caller.patient.create({ name: "Ana Silva", ...born, onDuplicates: "refuse" });
  expect((await failureOf(again)).details.candidates).toHaveLength(2);
});

it("can be undone from either side, also twice", async () => {
  const { caller, ids } = await withAlike(2);
  const [first, second] = ids;
  await caller.patient.markDistinct({ id: first, otherId: second });
  expect(await pairsOf(caller)).toEqual([]);
  for (let time = 0; time < 2; time++) await caller.patient.unmarkDistinct({ id: second, otherId: first });
  expect(await pairsOf(caller)).toEqual([[second, first]]);
  expect(await distinctOf(caller, first)).toEqual([]);
});

it("is made once by concurrent calls from both sides", async () => {
  const { caller, ids } = await withAlike(2);
  const [one, other] = [
    { id: ids[0], otherId: ids[1] },
    { id: ids[1], otherId: ids[0] },
  ];
  const marks = await Promise.all([one, other, one, other].map((pair) => caller.patient.markDistinct(pair)));
  expect(new Set(marks.map(({ markedAt }) => markedAt)).size).toBe(1);
});

it("refuses a patient as another person than themselves", async () => {
  const { caller, ids } = await withAlike(2);
  for (const call of [caller.patient.markDistinct, caller.patient.unmarkDistinct])
    expect(await failureOf(call({ id: ids[0], otherId: ids[0] }))).toMatchObject({
      code: "INVALID_INPUT",
      details: { errors: { otherId: ["Has to be another patient"] } },
    });
});

it("holds for the patient that one of them was merged into, until the merge is undone", async () => {
  const { caller, ids } = await withAlike(4);
  const [kept, merged, other, target] = ids as [PatientId, PatientId, PatientId, PatientId];
  await caller.patient.markDistinct({ id: merged, otherId: other });
  const merge = await caller.patient.merge({ keepId: kept, mergedId: merged, ...any });
  expect(await duplicatesOf(caller, kept)).toEqual([target]);
  expect(await distinctOf(caller, kept)).toEqual([other]);
  // The other one is merged as well.
  const second = await caller.patient.merge({ keepId: target, mergedId: other, ...any });
  expect(await pairsOf(caller)).toEqual([]);
  expect([await distinctOf(caller, kept), await distinctOf(caller, target)]).toEqual([[target], [kept]]);
  expect((await caller.patient.markDistinct({ id: kept, otherId: target })).patient.id).toBe(target);
  await caller.patient.unmerge({ mergeId: merge.id });
  expect(await pairsOf(caller)).toEqual([
    [target, kept],
    [merged, kept],
  ]);
  await caller.patient.unmerge({ mergeId: second.id });
  expect(await distinctOf(caller, merged)).toEqual([other]);
  await caller.patient.merge({ keepId: kept, mergedId: merged, ...any });
  await caller.patient.unmarkDistinct({ id: other, otherId: kept });
  expect(await duplicatesOf(caller, kept)).toEqual([target, other]);
});

it("holds again when a removed patient is restored", async () => {
  const { caller, ids } = await withAlike(2);
  const [first, second] = ids;
  await caller.patient.markDistinct({ id: first, otherId: second });
  await caller.patient.remove({ id: second, expectedVersion: "any" });
  expect(await distinctOf(caller, first)).toEqual([]);
  await caller.patient.restore({ id: second });
  expect(await distinctOf(caller, first)).toEqual([second]);
  expect(await pairsOf(caller)).toEqual([]);
});

it("is erased with either patient", async () => {
  const { caller, ids } = await withAlike(4);
  const [first, second, third, fourth] = ids as [PatientId, PatientId, PatientId, PatientId];
  await caller.patient.markDistinct({ id: first, otherId: second });
  await caller.patient.markDistinct({ id: third, otherId: first });
  await caller.patient.markDistinct({ id: third, otherId: fourth });
  await erasePerson(api.database, { type: "patient", id: first, reason: "Request of 3 May, file 17" });
  const { id: practiceId } = await caller.practice.mine();
  const rows = await api.database.reader.execute(
    sql`select first_id, second_id from distinct_patients where practice_id = ${practiceId}`,
  );
  expect(rows.map((row) => ({ ...row }))).toEqual([{ first_id: third, second_id: fourth }]);
});
