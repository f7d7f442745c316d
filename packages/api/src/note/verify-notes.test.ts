import { schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { practiceWithSigner, signedNote } from "../../test/signing.ts";
import { createTestApi } from "../../test/support.ts";
import { signatureIdOf } from "./content.ts";
import { describeNoteProblem, verifyNotes } from "./verify-notes.ts";

const api = await createTestApi();
const { database } = api;

/** Runs a statement as somebody who has switched the triggers off. */
async function pastTriggers(statement: ReturnType<typeof sql>) {
  await database.transaction(async (tx) => {
    for (const name of ["note", "note_signature"])
      await tx.execute(sql`alter table ${sql.identifier(name)} disable trigger all`);
    await tx.execute(statement);
    for (const name of ["note", "note_signature"])
      await tx.execute(sql`alter table ${sql.identifier(name)} enable trigger all`);
  });
}

beforeEach(() => pastTriggers(sql`truncate note, note_signature`));

it("finds no problem in what was signed, added to and entered in error", async () => {
  const { caller, patientId } = await practiceWithSigner(api);
  const { id } = await signedNote(caller, { patientId });
  const { hash } = await caller.note.review({ id });
  await caller.note.amend({ id, hash, text: "More", reason: "Told later" });
  const { hash: next } = await caller.note.review({ id });
  await caller.note.enterInError({ id, hash: next, reason: "Other patient" });
  await signedNote(caller, { patientId });
  expect(await verifyNotes(database)).toEqual({ notes: 2, problems: [] });
});

it.each([
  ["changed", sql`update note set text = 'Well'`],
  ["changed", sql`update note_signature set signed_at = now() - interval '1 day'`],
  ["unlogged", undefined],
  ["unsigned", sql`delete from note_signature`],
] as const)("names a note that is %s", async (kind, statement) => {
  const { caller, patientId } = await practiceWithSigner(api);
  const { id } = await signedNote(caller, { patientId });
  const { id: practiceId } = await caller.practice.mine();
  if (statement) await pastTriggers(statement);
  else await replaceSignature();
  const { problems } = await verifyNotes(database);
  expect(problems).toEqual([{ kind, practiceId, noteId: id }]);
  expect(problems.map(describeNoteProblem).join()).toContain(id);
});

/** As somebody would do who knows how ids of signatures are computed. */
async function replaceSignature() {
  const [signature] = await database.reader.select().from(schema.noteSignature);
  if (!signature) throw new Error("Nothing is signed.");
  const { id: replaced, ...signed } = { ...signature, signedAt: "2026-01-05T09:00:00Z" };
  const id = signatureIdOf(signed.practiceId, signed);
  await pastTriggers(
    sql`update note_signature set id = ${id}, signed_at = ${signed.signedAt} where id = ${replaced}`,
  );
}

it("checks only notes that were written since a seal", async () => {
  const { caller, patientId } = await practiceWithSigner(api);
  await signedNote(caller, { patientId });
  await database.reader.execute(sql`
    insert into audit_seal (number, from_at, until_at, entries, leaves, previous_hash, hash)
    values (1, now() - interval '1 day', now(), 0, '', '', '')`);
  await signedNote(caller, { patientId });
  expect(await verifyNotes(database, { fromSeal: 1 })).toEqual({ notes: 1, problems: [] });
});
