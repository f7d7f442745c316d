import { NoteId, type PracticeId } from "@caretype/core/kernel/field/ids";
import { erasePerson } from "@caretype/core/people/erasure/erase-person";
import { schema } from "@caretype/db";
import { createTestApi } from "@caretype/test-api/support";
import { eq, sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { practiceWithSigner, signedNote } from "../../test/signing.ts";
import { signatureIdOf } from "./content.ts";
import { describeNoteProblem, verifyNotes } from "./verify-notes.ts";

const api = await createTestApi();
const { database } = api;

/** Runs a statement with triggers switched off. */
async function pastTriggers(statement: ReturnType<typeof sql>) {
  await database.transaction(async (tx) => {
    for (const name of ["note", "note_signature"])
      await tx.execute(sql`alter table ${sql.identifier(name)} disable trigger all`);
    await tx.execute(statement);
    for (const name of ["note", "note_signature"])
      await tx.execute(sql`alter table ${sql.identifier(name)} enable trigger all`);
  });
}

/** A practice with a signed note in an encounter, and an addendum. */
async function practiceWithNote() {
  const { caller, patientId } = await practiceWithSigner(api);
  const { id: practiceId } = await caller.practice.mine();
  const { id: encounterId } = await caller.encounter.create({ patientId });
  const { id } = await signedNote(caller, { patientId, encounterId });
  const { hash } = await caller.note.review({ id });
  await caller.note.amend({ id, hash, text: "More", reason: "Told later" });
  return { caller, patientId, practiceId, id };
}

const problemsIn = async (practiceId: PracticeId) =>
  (await verifyNotes(database)).problems.filter((problem) => problem.practiceId === practiceId);

it("finds no problem in what was signed, added to and entered in error", async () => {
  const { notes: before } = await verifyNotes(database);
  const { caller, patientId, practiceId, id } = await practiceWithNote();
  const { hash } = await caller.note.review({ id });
  await caller.note.enterInError({ id, hash, reason: "Other patient" });
  const again = await caller.noteDraft.create({ patientId, text: "Coughs." });
  const review = await caller.noteDraft.review({ id: again.id });
  for (const _ of ["signed", "unchanged"]) await caller.noteDraft.sign({ id: again.id, hash: review.hash });
  expect(await problemsIn(practiceId)).toEqual([]);
  expect((await verifyNotes(database)).notes).toBe(before + 2);
});

it("finds no problem in notes that merges moved, and in those of an erased patient", async () => {
  const { caller, patientId } = await practiceWithSigner(api);
  const { id: practiceId } = await caller.practice.mine();
  const { id } = await signedNote(caller, { patientId });
  const { id: keepId } = await caller.patient.create({ name: "Ann Leigh", gender: "female" });
  const any = { expectedVersion: "any", mergedExpectedVersion: "any" } as const;
  const { id: mergeId } = await caller.patient.merge({ keepId, mergedId: patientId, ...any });
  const { hash } = await caller.note.review({ id });
  await caller.note.amend({ id, hash, text: "More", reason: "Told later" });
  expect((await caller.note.verify({ id })).isIntact).toBe(true);
  await caller.patient.unmerge({ mergeId });
  expect(await caller.note.verify({ id })).toMatchObject({ isIntact: true });
  expect(await problemsIn(practiceId)).toEqual([]);
  await erasePerson(database, { type: "patient", id: keepId, practiceId, reason: "Asked for it" });
  expect(await caller.note.verify({ id })).toMatchObject({ isIntact: true });
  await erasePerson(database, { type: "patient", id: patientId, practiceId, reason: "Asked for it" });
  expect(await problemsIn(practiceId)).toEqual([]);
});

const other = sql`(select id from patient where patient.practice_id = note.practice_id and id <> note.patient_id)`;

it.each([
  ["changed", "its text", sql`update note set text = 'Well'`],
  ["changed", "its encounter", sql`update note set encounter_id = null`],
  ["changed", "its patient", sql`update note set patient_id = ${other}`],
  ["changed", "that it is in error", sql`update note set error_reason = 'Hidden'`],
  ["changed", "a signature", sql`update note_signature set signed_at = now() - interval '1 day'`],
  ["unlogged", "a signature", undefined],
  ["unsigned", "all signatures", sql`delete from note_signature`],
  ["removed", "an addendum", sql`delete from note_signature`],
] as const)("names a note that is %s: %s", async (kind, what, statement) => {
  const { caller, practiceId, id } = await practiceWithNote();
  await caller.patient.create({ name: "Bo Lee", gender: "male" });
  const of = sql`where practice_id = ${practiceId} ${what === "an addendum" ? sql`and kind = 'addendum'` : sql``}`;
  await (statement ? pastTriggers(sql`${statement} ${of}`) : replaceSignature(practiceId));
  const problems = await problemsIn(practiceId);
  expect(problems).toEqual([{ kind, practiceId, noteId: id }]);
  expect(problems.map(describeNoteProblem).join()).toContain(id);
  expect((await caller.note.verify({ id })).isIntact).toBe(false);
});

it("names a note that is gone with its signatures", async () => {
  const { practiceId, id } = await practiceWithNote();
  for (const table of [sql`note_signature`, sql`note`])
    await pastTriggers(sql`delete from ${table} where practice_id = ${practiceId}`);
  expect(await problemsIn(practiceId)).toEqual([{ kind: "removed", practiceId, noteId: id }]);
});

/** Like an attacker who knows how ids of signatures are computed. */
async function replaceSignature(practiceId: PracticeId) {
  const [signature] = await database.reader
    .select()
    .from(schema.noteSignature)
    .where(sql`${eq(schema.noteSignature.practiceId, practiceId)} and kind = 'signature'`);
  if (!signature) throw new Error("Nothing is signed.");
  const { id: replaced, ...signed } = { ...signature, signedAt: "2026-01-05T09:00:00Z" };
  const id = signatureIdOf(signed.practiceId, signed);
  await pastTriggers(
    sql`update note_signature set id = ${id}, signed_at = ${signed.signedAt} where id = ${replaced}`,
  );
}

it("checks only notes and signatures that were written since a seal", async () => {
  const { practiceId, id } = await practiceWithNote();
  await pastTriggers(sql`delete from note_signature where practice_id = ${practiceId}`);
  // On a busy machine, the services may have sealed meanwhile.
  const [seal] = await database.reader.execute<{ number: number }>(sql`
    insert into audit_seal (number, from_at, until_at, entries, leaves, previous_hash, hash)
    select coalesce(max(number), 0) + 1, now() - interval '1 day', now(), 0, '', '', '' from audit_seal
    returning number::int`);
  const { caller, patientId } = await practiceWithSigner(api);
  await signedNote(caller, { patientId });
  expect(await verifyNotes(database, { fromSeal: seal?.number ?? 0 })).toEqual({ notes: 1, problems: [] });
  expect(await problemsIn(practiceId)).toEqual([{ kind: "unsigned", practiceId, noteId: NoteId.parse(id) }]);
});

it("finds no problem in a note whose encounter was another patient's until the undo of a merge, once that one is erased", async () => {
  const { caller, patientId } = await practiceWithSigner(api);
  const { id: practiceId } = await caller.practice.mine();
  const { id: encounterId } = await caller.encounter.create({ patientId });
  const { id: keepId } = await caller.patient.create({ name: "Ann Leigh", gender: "female" });
  const any = { expectedVersion: "any", mergedExpectedVersion: "any" } as const;
  const { id: mergeId } = await caller.patient.merge({ keepId, mergedId: patientId, ...any });
  const { id } = await signedNote(caller, { patientId: keepId, encounterId });
  await caller.patient.unmerge({ mergeId });
  expect((await caller.note.verify({ id })).isIntact).toBe(true);
  await erasePerson(database, { type: "patient", id: keepId, reason: "Request of 3 May, file 17" });
  expect((await caller.note.verify({ id })).isIntact).toBe(true);
  const { items } = await caller.encounter.history({ id: encounterId });
  expect(items.map(({ version, record }) => [version, record?.patientId])).toEqual(
    [3, 2, 1].map((version) => [version, patientId]),
  );
  expect(await problemsIn(practiceId)).toEqual([]);
});
