import { practiceWithSigner, signedNote } from "@caretype/chart/test/signing";
import { makeSchedule } from "@caretype/scheduling/test/schedules";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { untilWaitingOrDone } from "@caretype/test-api/waiting";
import { type SQL, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";

const api = await createTestApi();

const any = { expectedVersion: "any", mergedExpectedVersion: "any" } as const;
const flag = { kind: "boolean", boolean: true } as const;

/** A patient with an encounter and a draft in it, and a second record of the same person. */
async function twoRecords() {
  const { caller, patientId } = await practiceWithSigner(api);
  const { id: keepId } = await caller.patient.create({ name: "Ann Leigh", gender: "female" });
  const { id: encounterId } = await caller.encounter.create({ patientId });
  const { id: draftId } = await caller.noteDraft.create({ patientId, encounterId, text: "Coughs." });
  const merge = () => caller.patient.merge({ keepId, mergedId: patientId, ...any });
  const { id: practiceId } = await caller.practice.mine();
  const lock = (table: string, id: string, strength: string) => sql`
    select from ${sql.identifier(table)} where practice_id = ${practiceId} and id = ${id} for ${sql.raw(strength)}`;
  return { caller, practiceId, patientId, keepId, encounterId, draftId, merge, lock };
}

describe("the undo of a merge", () => {
  it("moves what was recorded in an encounter since, together with the encounter", async () => {
    const { caller, patientId, keepId, encounterId, merge } = await twoRecords();
    const { id: mergeId } = await merge();
    const given = { patientId: keepId, encounterId };
    const { id } = await caller.observation.create({ ...given, code: { text: "Cough" }, value: flag });
    const { id: draftId } = await caller.noteDraft.create({ ...given, text: "Coughs less." });
    const note = await signedNote(caller, given);
    const alone = await caller.condition.create({ patientId: keepId, code: { text: "Cough" } });
    const restriction = await caller.restriction.create({ recordId: id });
    await caller.patient.unmerge({ mergeId });
    expect(await caller.restriction.byId({ id: restriction.id })).toMatchObject({ patientId });
    expect(await caller.observation.byId({ id })).toMatchObject({ patientId, encounterId });
    expect(await caller.note.byId({ id: note.id })).toMatchObject({ patientId, encounterId });
    expect(await caller.condition.byId({ id: alone.id })).toMatchObject({ patientId: keepId });
    const { hash } = await caller.noteDraft.review({ id: draftId });
    expect(await caller.noteDraft.sign({ id: draftId, hash })).toMatchObject({ patientId, encounterId });
  });

  it("moves a note that was a draft when the patients were merged", async () => {
    const { caller, patientId, merge } = await twoRecords();
    const { id: draftId } = await caller.noteDraft.create({ patientId, text: "Coughs." });
    const { id: mergeId } = await merge();
    const { hash } = await caller.noteDraft.review({ id: draftId });
    const { id } = await caller.noteDraft.sign({ id: draftId, hash });
    await caller.patient.unmerge({ mergeId });
    expect(await caller.note.byId({ id })).toMatchObject({ patientId });
    expect(await caller.note.verify({ id })).toMatchObject({ isIntact: true });
  });

  it("moves the encounter that came of an appointment since, together with the appointment", async () => {
    const { caller } = await practiceWithSigner(api);
    const { patientId, otherId: keepId, book } = await makeSchedule({ caller });
    const { id: appointmentId } = await book();
    const { id: mergeId } = await caller.patient.merge({ keepId, mergedId: patientId, ...any });
    const { id: encounterId } = await caller.encounter.create({ patientId: keepId, appointmentId });
    const given = { patientId: keepId, encounterId, code: { text: "Cough" } };
    const { id } = await caller.condition.create(given);
    await caller.patient.unmerge({ mergeId });
    expect(await caller.appointment.byId({ id: appointmentId })).toMatchObject({ patientId });
    expect(await caller.encounter.byId({ id: encounterId })).toMatchObject({ patientId });
    expect(await caller.condition.byId({ id })).toMatchObject({ patientId });
  });
});

it("a draft is not begun in an encounter that moves to another patient at the moment", async () => {
  const { caller, practiceId, patientId, keepId, encounterId } = await twoRecords();
  const { beginning } = await api.database.transaction(async (tx) => {
    await tx.execute(sql`
      update encounter set patient_id = ${keepId} where practice_id = ${practiceId} and id = ${encounterId}`);
    const beginning = failureOf(caller.noteDraft.create({ patientId, encounterId }));
    await untilWaitingOrDone(api.database, beginning);
    return { beginning };
  });
  expect((await beginning).code).toBe("ENCOUNTER_NOT_FOUND");
});

/**
 * Holds a lock, starts a call that waits for it, and takes another lock. Fails if the call already holds the latter.
 */
async function locksInOrder(held: SQL, call: () => Promise<unknown>, next: SQL) {
  const { calling } = await api.database.transaction(async (tx) => {
    await tx.execute(held);
    const calling = call();
    await untilWaitingOrDone(api.database, calling);
    await tx.execute(sql`${next} nowait`);
    return { calling };
  });
  await expect(calling).resolves.toHaveProperty("id");
}

// Otherwise they deadlock, and the database aborts one of them.
describe("a merge and others at once lock in the same order", () => {
  it("a new record waits for the merge of its patient before it locks the encounter", async () => {
    const { caller, patientId, encounterId, lock } = await twoRecords();
    await locksInOrder(
      lock("patient", patientId, "update"),
      () => caller.condition.create({ patientId, encounterId, code: { text: "Cough" } }),
      lock("encounter", encounterId, "no key update"),
    );
  });

  it("a first signature waits for the merge of its patient before it locks the encounter", async () => {
    const { caller, patientId, encounterId, draftId, lock } = await twoRecords();
    const { hash } = await caller.noteDraft.review({ id: draftId });
    await locksInOrder(
      lock("patient", patientId, "update"),
      () => caller.noteDraft.sign({ id: draftId, hash }),
      lock("encounter", encounterId, "no key update"),
    );
  });

  it("a first signature waits for the merge of its patient before it locks the draft", async () => {
    const { caller, patientId, lock } = await twoRecords();
    const { id } = await caller.noteDraft.create({ patientId, text: "Coughs." });
    const { hash } = await caller.noteDraft.review({ id });
    await locksInOrder(
      lock("patient", patientId, "update"),
      () => caller.noteDraft.sign({ id, hash }),
      lock("note_draft", id, "update"),
    );
  });

  it("a new draft waits for the merge of its patient before it locks the encounter", async () => {
    const { caller, patientId, encounterId, lock } = await twoRecords();
    await locksInOrder(
      lock("patient", patientId, "update"),
      () => caller.noteDraft.create({ patientId, encounterId }),
      lock("encounter", encounterId, "no key update"),
    );
  });

  it("a merge locks observations before their encounter, as a change of one does", async () => {
    const { caller, patientId, encounterId, merge, lock } = await twoRecords();
    const { id } = await caller.observation.create({
      patientId,
      encounterId,
      code: { text: "Cough" },
      value: flag,
    });
    await locksInOrder(
      lock("observation", id, "no key update"),
      merge,
      lock("encounter", encounterId, "share"),
    );
  });

  it("a merge locks encounters before their notes, as a signature does", async () => {
    const { caller, patientId, encounterId, merge, lock } = await twoRecords();
    const { id } = await signedNote(caller, { patientId, encounterId });
    await locksInOrder(
      lock("encounter", encounterId, "no key update"),
      merge,
      lock("note", id, "no key update"),
    );
  });
});
