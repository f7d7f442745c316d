import { practiceWithSigner, signedNote } from "@caretype/chart/test/signing";
import { asId, type EncounterId, type PatientId, type RecordId } from "@caretype/core/kernel/field/ids";
import { makeSchedule } from "@caretype/scheduling/test/schedules";
import { entryOf } from "@caretype/test-api/audit-entries";
import { callerByPath } from "@caretype/test-api/caller";
import { makeColleague } from "@caretype/test-api/colleague";
import { failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { untilWaiting, whileHeld } from "@caretype/test-api/waiting";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";

const api = await createTestApi();

async function practice() {
  const owner = await api.signUp();
  const { caller } = owner;
  const create = async (name: string, dateOfBirth: string) =>
    (await caller.patient.create({ name, gender: "female", dateOfBirth })).id;
  return {
    owner,
    caller,
    wrong: await create("Wanda Wrong", "1970-01-01"),
    right: await create("Rita Right", "1980-02-02"),
  };
}

const reason = "Written to her sister";
const any = "any" as const;
type Caller = Awaited<ReturnType<typeof practice>>["caller"];
type Given = { patientId: PatientId; encounterId?: EncounterId };

const value = { kind: "text", text: "x" } as const;
const kinds: [string, (caller: Caller, given: Given) => Promise<{ id: RecordId }>][] = [
  ["allergy", (caller, given) => caller.allergy.create({ ...given, substance: { text: "Nuts" } })],
  ["condition", (caller, given) => caller.condition.create({ ...given, code: { text: "Asthma" } })],
  ["observation", (caller, given) => caller.observation.create({ ...given, code: { text: "PHQ-9" }, value })],
  ["medication", (caller, given) => caller.medication.create({ ...given, drug: { text: "Aspirin" } })],
  [
    "immunization",
    (caller, given) => caller.immunization.create({ ...given, vaccine: { text: "Flu" }, occurred: "2021" }),
  ],
  ["procedure", (caller, given) => caller.procedure.create({ ...given, code: { text: "X-ray" } })],
];

describe("a record that was written to the wrong patient", () => {
  it.each(kinds)("moves without its encounter, and both patients' lists show why: %s", async (kind, add) => {
    const { owner, caller, wrong, right } = await practice();
    const encounter = await caller.encounter.create({ patientId: wrong });
    const { id: recordId } = await add(caller, { patientId: wrong, encounterId: encounter.id });
    const requestId = `moves-${kind}`;
    const move = await api
      .callerWith({ accessToken: owner.access, requestId })
      .chart.moveRecord({ recordId, expectedVersion: 1, patientId: right, reason });
    expect(move).toMatchObject({
      kind,
      recordId,
      fromId: wrong,
      toId: right,
      reason,
      movedBy: owner.account.id,
    });
    const call = callerByPath(caller);
    expect(await call(`${kind}.byId`, { id: recordId })).toMatchObject({
      patientId: right,
      encounterId: null,
      version: 2,
    });
    expect(await call(`${kind}.list`, { patientId: wrong })).toMatchObject({ items: [] });
    const { items } = (await call(`${kind}.history`, { id: recordId })) as { items: unknown[] };
    expect(items).toMatchObject([{ record: { patientId: right } }, { record: { patientId: wrong } }]);
    for (const patientId of [wrong, right])
      expect((await caller.chart.moves({ patientId })).items).toEqual([move]);
    const { subjectIds } = await entryOf(api.database.reader, requestId);
    expect(subjectIds).toEqual(expect.arrayContaining([recordId, wrong, right]));
  });

  it("moves with its encounter, without the appointment", async () => {
    const { caller } = await api.signUp();
    const { book, patientId: wrong, otherId: right } = await makeSchedule({ caller });
    const { id: appointmentId } = await book();
    const { id: encounterId } = await caller.encounter.create({ patientId: wrong, appointmentId });
    const given = { patientId: wrong, encounterId };
    const created = await Promise.all(kinds.map(([, add]) => add(caller, given)));
    const draft = await caller.noteDraft.create({ ...given, kind: "Progress", text: "x" });
    await caller.chart.moveRecord({ recordId: encounterId, expectedVersion: any, patientId: right, reason });
    const call = callerByPath(caller);
    for (const [at, [kind]] of kinds.entries())
      expect(await call(`${kind}.byId`, { id: created[at]?.id })).toMatchObject({
        patientId: right,
        encounterId,
      });
    expect(await caller.encounter.byId({ id: encounterId })).toMatchObject({
      appointmentId: null,
      patientId: right,
      version: 2,
    });
    expect(await caller.noteDraft.byId({ id: draft.id })).toMatchObject({ patientId: right, encounterId });
    expect((await caller.chart.timeline({ patientId: wrong })).items).toEqual([]);
  });

  it("is not moved by an old version, to nobody, to its own patient, to one born later, or as an error", async () => {
    const { caller, wrong, right } = await practice();
    const code = { text: "Asthma" };
    const { id: recordId } = await caller.condition.create({ patientId: wrong, code, onset: "1975" });
    const move = async (patientId: PatientId, expectedVersion: number | "any" = any) =>
      failureOf(caller.chart.moveRecord({ recordId, expectedVersion, patientId, reason }));
    expect(await move(wrong)).toMatchObject({
      details: { errors: { patientId: ["Has to be another patient"] } },
    });
    expect(await move(right)).toMatchObject({
      details: { errors: { patientId: ["Was born after this happened"] } },
    });
    expect(await move(right, 9)).toMatchObject({
      code: "STALE_VERSION",
      details: { currentKind: "condition" },
    });
    expect((await move(asId<PatientId>(recordId))).code).toBe("PATIENT_NOT_FOUND");
    await caller.condition.enterInError({ id: recordId, expectedVersion: 1, reason });
    expect((await move(right)).code).toBe("RECORD_IN_ERROR");
    expect((await caller.chart.moves({ patientId: wrong })).items).toEqual([]);
  });

  it("ends the statement that the other patient has no known allergy", async () => {
    const { caller, wrong, right } = await practice();
    await caller.allergy.recordNoneKnown({ patientId: right });
    const { id: recordId } = await caller.allergy.create({ patientId: wrong, substance: { text: "Nuts" } });
    await caller.chart.moveRecord({ recordId, expectedVersion: any, patientId: right, reason });
    expect((await caller.allergy.list({ patientId: right })).known).toBe("listed");
    expect((await caller.allergy.list({ patientId: wrong })).known).toBe("never-asked");
  });

  it("stays if it is signed, with its encounter, but not the other records of the encounter", async () => {
    const { caller, patientId } = await practiceWithSigner(api);
    const { id: other } = await caller.patient.create({ name: "Rita Right", gender: "female" });
    const { id: encounterId } = await caller.encounter.create({ patientId });
    const { id: conditionId } = await caller.condition.create({
      patientId,
      encounterId,
      code: { text: "Asthma" },
    });
    const note = await signedNote(caller, { patientId, encounterId });
    const move = (recordId: RecordId) =>
      caller.chart.moveRecord({ recordId, expectedVersion: any, patientId: other, reason });
    expect((await failureOf(move(note.id))).code).toBe("RECORD_SIGNED");
    expect((await failureOf(move(encounterId))).code).toBe("RECORD_SIGNED");
    await move(conditionId);
    const late = await caller.condition.create({ patientId, encounterId, code: { text: "Cough" } });
    await caller.encounter.finish({ id: encounterId, expectedVersion: 1 });
    await caller.encounter.lock({ id: encounterId, expectedVersion: 2 });
    expect((await failureOf(move(late.id))).code).toBe("ENCOUNTER_LOCKED");
    expect((await caller.note.verify({ id: note.id })).isIntact).toBe(true);
  });

  it("stays with its encounter, if a note is being signed in it", async () => {
    const { caller, account, patientId } = await practiceWithSigner(api);
    const { id: other } = await caller.patient.create({ name: "Rita Right", gender: "female" });
    const { id: encounterId } = await caller.encounter.create({ patientId });
    const { id } = await caller.noteDraft.create({ patientId, encounterId, text: "Coughs." });
    const { hash } = await caller.noteDraft.review({ id });
    const signer = sql`select from membership where account_id = ${account.id} for update`;
    const { signing, moving } = await whileHeld(api.database, signer, async () => {
      const signing = caller.noteDraft.sign({ id, hash });
      await untilWaiting(api.database, 1);
      const moving = failureOf(
        caller.chart.moveRecord({ recordId: encounterId, expectedVersion: any, patientId: other, reason }),
      );
      await untilWaiting(api.database, 2);
      return { signing, moving };
    });
    expect(await signing).toMatchObject({ patientId, encounterId });
    expect((await moving).code).toBe("RECORD_SIGNED");
    expect((await caller.note.verify({ id: asId(id) })).isIntact).toBe(true);
  });

  it.each(["the record", "its encounter"])("stays restricted, if %s was", async (what) => {
    const { owner, caller, wrong, right } = await practice();
    const { id: encounterId } = await caller.encounter.create({ patientId: wrong });
    const { id: recordId } = await caller.condition.create({
      patientId: wrong,
      encounterId,
      code: { text: "Depression" },
    });
    await caller.restriction.create({ recordId: what === "the record" ? recordId : encounterId });
    const colleague = (await makeColleague(api, owner, "clinician")).caller;
    const move = { recordId, expectedVersion: any, patientId: right, reason };
    expect((await failureOf(colleague.chart.moveRecord(move))).code).toBe("RECORD_NOT_FOUND");
    await caller.chart.moveRecord(move);
    expect((await failureOf(colleague.condition.byId({ id: recordId }))).code).toBe("CONDITION_NOT_FOUND");
    for (const patientId of [wrong, right])
      expect((await colleague.chart.moves({ patientId })).items).toEqual([]);
    expect((await caller.restriction.list({ patientId: right })).items).toMatchObject([{ recordId }]);
  });

  it("moves once, if several move it at once", async () => {
    const { caller, wrong, right } = await practice();
    const { id: recordId } = await caller.condition.create({ patientId: wrong, code: { text: "Asthma" } });
    const move = { recordId, expectedVersion: 1, patientId: right, reason };
    expect(await tally(Array.from({ length: 8 }, () => caller.chart.moveRecord(move)))).toEqual({
      ok: 1,
      INVALID_INPUT: 7,
    });
  });
});

describe("moves of a patient", () => {
  it("begin with whom they were merged into meanwhile", async () => {
    const { caller, wrong, right } = await practice();
    const { id: practiceId } = await caller.practice.mine();
    const { id: keepId } = await caller.patient.create({ name: "Kim Kept", gender: "other" });
    const { id: recordId } = await caller.condition.create({ patientId: wrong, code: { text: "Asthma" } });
    const held = sql`select from patient where practice_id = ${practiceId} and id = ${wrong} for update`;
    const { merging, moving } = await whileHeld(api.database, held, async () => {
      const versions = { expectedVersion: any, mergedExpectedVersion: any };
      const merging = caller.patient.merge({ keepId, mergedId: wrong, ...versions });
      await untilWaiting(api.database, 1);
      const moving = caller.chart.moveRecord({ recordId, expectedVersion: any, patientId: right, reason });
      await untilWaiting(api.database, 2);
      return { merging, moving };
    });
    await merging;
    expect(await moving).toMatchObject({ fromId: keepId, toId: right });
  });

  it("are those of whoever was merged into them, until that is undone", async () => {
    const { caller, wrong, right } = await practice();
    const make = async (name: string) => (await caller.patient.create({ name, gender: "other" })).id;
    const [kept, middle] = [await make("Kim Kept"), await make("Mia Middle")];
    const moved = async (fromId: PatientId, patientId: PatientId) => {
      const { id: recordId } = await caller.condition.create({ patientId: fromId, code: { text: "Flu" } });
      return caller.chart.moveRecord({ recordId, expectedVersion: any, patientId, reason });
    };
    const away = await moved(wrong, right);
    const back = await moved(right, middle);
    const within = await moved(wrong, kept);
    const movesOf = async (patientId: PatientId) => (await caller.chart.moves({ patientId })).items;
    const before = await Promise.all([wrong, right, middle, kept].map(movesOf));
    const merge = (keepId: PatientId, mergedId: PatientId) =>
      caller.patient.merge({ keepId, mergedId, expectedVersion: any, mergedExpectedVersion: any });
    const first = await merge(middle, wrong);
    const second = await merge(kept, middle);
    expect(await movesOf(kept)).toEqual([within, { ...back, toId: kept }, { ...away, fromId: kept }]);
    const pages = [await caller.chart.moves({ patientId: kept, limit: 2 })];
    pages.push(await caller.chart.moves({ patientId: kept, limit: 2, cursor: pages[0]?.nextCursor }));
    expect(pages.flatMap(({ items }) => items)).toEqual(await movesOf(kept));
    expect(await movesOf(right)).toEqual(before[1]);
    for (const { id: mergeId } of [second, first]) await caller.patient.unmerge({ mergeId });
    expect(await Promise.all([wrong, right, middle, kept].map(movesOf))).toEqual(before);
  });
});

describe("a statement that no allergy is known", () => {
  const knownOf = async ({ caller }: { caller: Caller }, patientId: PatientId) =>
    (await caller.allergy.list({ patientId })).known;
  const add = (caller: Caller, patientId: PatientId) =>
    caller.allergy.create({ patientId, substance: { text: "Nuts" } });

  it("ends by an allergy that moves in, and holds again once it is back", async () => {
    const { caller, wrong, right } = await practice();
    const { id } = await caller.allergy.recordNoneKnown({ patientId: right });
    const { id: recordId } = await add(caller, wrong);
    const move = (patientId: PatientId) =>
      caller.chart.moveRecord({ recordId, expectedVersion: any, patientId, reason });
    for (let round = 0; round < 2; round++) {
      await move(right);
      expect([await knownOf({ caller }, wrong), await knownOf({ caller }, right)]).toEqual([
        "never-asked",
        "listed",
      ]);
      await move(wrong);
      expect(await caller.allergy.list({ patientId: right })).toMatchObject({ noneKnown: { id } });
      expect(await knownOf({ caller }, wrong)).toBe("listed");
    }
  });

  it("holds again without the allergy that was written to the wrong patient, also with its encounter", async () => {
    const { caller, wrong, right } = await practice();
    for (const isIn of [false, true]) {
      await caller.allergy.recordNoneKnown({ patientId: wrong });
      const encounter = await caller.encounter.create({ patientId: wrong });
      const given = { patientId: wrong, ...(isIn && { encounterId: encounter.id }) };
      const { id } = await caller.allergy.create({ ...given, substance: { text: "Nuts" } });
      const recordId = isIn ? encounter.id : id;
      await caller.chart.moveRecord({ recordId, expectedVersion: any, patientId: right, reason });
      expect(await knownOf({ caller }, wrong)).toBe("none-known");
    }
  });

  it("holds again without the allergy that was an error, but not beside a later one", async () => {
    const { caller, wrong: patientId } = await practice();
    await caller.allergy.recordNoneKnown({ patientId });
    const first = await add(caller, patientId);
    await caller.allergy.enterInError({ id: first.id, expectedVersion: any, reason });
    expect(await knownOf({ caller }, patientId)).toBe("none-known");
    const second = await add(caller, patientId);
    await caller.allergy.create({ patientId, substance: { text: "Latex" } });
    await caller.allergy.enterInError({ id: second.id, expectedVersion: any, reason });
    expect(await knownOf({ caller }, patientId)).toBe("listed");
  });

  it("holds with the other patient, unless there is an allergy, and again once it is back", async () => {
    const { caller, wrong, right } = await practice();
    const { id: recordId } = await caller.allergy.recordNoneKnown({ patientId: wrong });
    await add(caller, right);
    const move = (patientId: PatientId) =>
      caller.chart.moveRecord({ recordId, expectedVersion: any, patientId, reason });
    await move(right);
    expect(await knownOf({ caller }, right)).toBe("listed");
    await move(wrong);
    expect(await knownOf({ caller }, wrong)).toBe("none-known");
  });
});
