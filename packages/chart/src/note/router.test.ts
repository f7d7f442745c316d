import { randomUUID } from "node:crypto";
import type { NoteId } from "@caretype/core/kernel/field/ids";
import { createChangePlacer } from "@caretype/db";
import { codeOf, failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { untilWaitingOrDone } from "@caretype/test-api/waiting";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { makeSigner, practiceWithSigner, signedNote } from "../../test/signing.ts";

const api = await createTestApi();
const { reader } = api.database;

/** The distinct codes of refused calls. */
const codesOf = async (calls: Promise<unknown>[]) => [...new Set(await Promise.all(calls.map(codeOf)))];

type Caller = Awaited<ReturnType<typeof practiceWithSigner>>["caller"];

const hashOf = async (caller: Caller, id: NoteId) => (await caller.note.review({ id })).hash;

describe("a signed note", () => {
  it("is signed by several, each once", async () => {
    const owner = await practiceWithSigner(api);
    const colleague = await makeSigner(api, owner);
    const { id } = await signedNote(owner.caller, { patientId: owner.patientId });
    const hash = await hashOf(colleague.caller, id);
    const signed = await Promise.all(
      Array.from({ length: 25 }, (_, index) =>
        (index % 2 ? owner : colleague).caller.note.sign({ id, hash }),
      ),
    );
    const note = await owner.caller.note.byId({ id });
    expect(note.signatures.map(({ signedBy }) => signedBy)).toEqual([owner.account.id, colleague.id]);
    expect(new Set(signed.map(({ text }) => text))).toEqual(new Set(["Coughs."]));
    expect(note.version).toBe(1);
  });

  it("keeps its text, whoever changes it", async () => {
    const { caller, patientId } = await practiceWithSigner(api);
    const { id } = await signedNote(caller, { patientId });
    for (const statement of [
      sql`update note set text = 'Well' where id = ${id}`,
      sql`update note set recorded_at = now(), error_reason = 'x' where id = ${id}`,
      sql`update note set created_by = created_by, kind = 'Letter' where id = ${id}`,
      sql`delete from note_signature where note_id = ${id}`,
      sql`update note_signature set hash = '' where note_id = ${id}`,
      sql`delete from note where id = ${id}`,
      sql`truncate note_signature`,
      sql`truncate note cascade`,
    ])
      await expect(reader.execute(statement)).rejects.toMatchObject({
        cause: { message: "What was signed cannot be changed or removed" },
      });
    const copying = api.database.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`);
      await tx.execute(sql`update note set text = 'Well' where id = ${id}`);
    });
    await expect(copying).rejects.toThrow();
    expect(await caller.note.byId({ id })).toMatchObject({ text: "Coughs.", version: 1 });
  });

  it("says of what was signed after its encounter was locked that it is late", async () => {
    const { caller, patientId } = await practiceWithSigner(api);
    const at = "2026-01-01T10:00:00Z";
    const over = { status: "finished", startedAt: at, endedAt: at } as const;
    const { id: encounterId } = await caller.encounter.create({ patientId, ...over });
    const { id } = await signedNote(caller, { patientId, encounterId });
    const amend = async (text: string) =>
      caller.note.amend({ id, hash: await hashOf(caller, id), text, reason: "Told later" });
    await amend("Before");
    await caller.encounter.lock({ id: encounterId, expectedVersion: 1 });
    const { signatures, isLate } = await amend("After");
    expect(isLate).toBe(false);
    expect(signatures.map((each) => [each.text, each.isLate])).toEqual([
      [null, false],
      ["Before", false],
      ["After", true],
    ]);
    expect(await caller.note.verify({ id })).toMatchObject({ isIntact: true });
    expect((await caller.note.list({ patientId })).items[0]?.signatures).toEqual(signatures);
  });

  it("is added to with a reason, and shows it everywhere", async () => {
    const owner = await practiceWithSigner(api);
    const { caller, patientId } = owner;
    const colleague = await makeSigner(api, owner);
    const { id } = await signedNote(caller, { patientId });
    const addendum = { text: "Coughs at night.", reason: "Told later" };
    await caller.note.amend({ id, hash: await hashOf(caller, id), ...addendum });
    const correction = { kind: "correction", text: "Does not smoke.", reason: "Misheard" } as const;
    await createChangePlacer(api.database)();
    const { items } = await caller.event.list({ patientId, types: ["note.amended"] });
    expect(items).toMatchObject([{ recordId: id, by: owner.account.id, version: 1 }]);
    const note = await colleague.caller.note.amend({
      id,
      hash: await hashOf(colleague.caller, id),
      ...correction,
    });
    expect(note.signatures).toMatchObject([
      { kind: "signature", text: null, reason: null },
      { kind: "addendum", ...addendum, signedBy: owner.account.id },
      { ...correction, signedBy: colleague.id, doctorId: colleague.doctorId },
    ]);
    expect(await caller.note.byId({ id })).toEqual(note);
    expect((await caller.note.list({ patientId })).items).toEqual([note]);
    expect((await caller.note.review({ id })).amendments).toMatchObject([addendum, correction]);
  });

  it("has its corrections in each version, and in an earlier time those of then", async () => {
    const { caller, patientId } = await practiceWithSigner(api);
    const { id, createdAt } = await signedNote(caller, { patientId });
    const amend = async (text: string) =>
      caller.note.amend({ id, hash: await hashOf(caller, id), kind: "correction", text, reason: "Misheard" });
    const first = (await amend("RIGHT knee")).signatures.at(-1);
    const second = (await amend("RIGHT foot")).signatures.at(-1);
    const hash = await hashOf(caller, id);
    const wrong = await caller.note.enterInError({ id, hash, reason: "Other patient" });
    const { items } = await caller.note.history({ id });
    expect(items.map(({ record }) => record?.signatures)).toEqual([wrong.signatures, wrong.signatures]);

    const textsAt = async (at = "") =>
      (await caller.note.asOf({ id, at })).signatures.map((each) => each.text ?? each.kind);
    expect(await textsAt(createdAt)).toEqual(["signature"]);
    expect((await textsAt(first?.signedAt)).slice(0, 2)).toEqual(["signature", "RIGHT knee"]);
    expect((await textsAt(second?.signedAt)).slice(0, 3)).toEqual(["signature", "RIGHT knee", "RIGHT foot"]);
    expect(await textsAt(wrong.updatedAt)).toEqual([
      "signature",
      "RIGHT knee",
      "RIGHT foot",
      "entered-in-error",
    ]);
    expect(await caller.note.asOf({ id, at: "2099-01-01T00:00:00Z" })).toEqual(wrong);
  });

  it("takes no addition by who has not seen the newest", async () => {
    const { caller, patientId } = await practiceWithSigner(api);
    const { id } = await signedNote(caller, { patientId });
    const hash = await hashOf(caller, id);
    const given = { id, hash, text: "More", reason: "Told later" };
    const ends = await Promise.allSettled([caller.note.amend(given), caller.note.amend(given)]);
    expect(ends.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await codeOf(caller.note.amend(given))).toBe("SIGNED_CONTENT_CHANGED");
    expect(await codeOf(caller.note.enterInError({ id, hash, reason: "Other patient" }))).toBe(
      "SIGNED_CONTENT_CHANGED",
    );
  });

  it("leaves lists when it was entered in error, with a signed reason, and stays as it is", async () => {
    const { caller, patientId } = await practiceWithSigner(api);
    const { id } = await signedNote(caller, { patientId });
    const hash = await hashOf(caller, id);
    const wrong = await caller.note.enterInError({ id, hash, reason: "Other patient" });
    expect(wrong).toMatchObject({ errorReason: "Other patient", text: "Coughs.", version: 2 });
    expect(wrong.signatures.at(-1)).toMatchObject({ kind: "entered-in-error", reason: "Other patient" });
    expect((await caller.note.list({ patientId })).items).toEqual([]);
    expect((await caller.note.list({ patientId, inError: true })).items).toEqual([wrong]);
    const again = await hashOf(caller, id);
    expect(
      await codesOf([
        caller.note.enterInError({ id, hash: again, reason: "Again" }),
        caller.note.amend({ id, hash: again, text: "More", reason: "Told later" }),
        caller.note.sign({ id, hash: again }),
      ]),
    ).toEqual(["RECORD_IN_ERROR"]);
    expect((await caller.note.history({ id })).items.map(({ version }) => version)).toEqual([2, 1]);
    expect(await caller.note.verify({ id })).toMatchObject({ isIntact: true });
  });

  it("is not signed while somebody enters it in error", async () => {
    const owner = await practiceWithSigner(api);
    const colleague = await makeSigner(api, owner);
    const { id } = await signedNote(owner.caller, { patientId: owner.patientId });
    const hash = await hashOf(colleague.caller, id);
    const { signing } = await api.database.transaction(async (tx) => {
      await tx.execute(sql`update note set error_reason = 'Other patient' where id = ${id}`);
      const signing = failureOf(colleague.caller.note.sign({ id, hash }));
      await untilWaitingOrDone(api.database, signing);
      return { signing };
    });
    expect((await signing).code).toBe("RECORD_IN_ERROR");
    expect((await owner.caller.note.byId({ id })).signatures).toHaveLength(1);
  });

  it("is signed by nobody without a linked doctor", async () => {
    const owner = await practiceWithSigner(api);
    const { caller, account, patientId } = owner;
    const { id } = await signedNote(caller, { patientId });
    const hash = await hashOf(caller, id);
    await caller.member.linkDoctor({ accountId: account.id, doctorId: null });
    expect(
      await codesOf([
        caller.note.sign({ id, hash }),
        caller.note.amend({ id, hash, text: "More", reason: "Told later" }),
        caller.note.enterInError({ id, hash, reason: "Other patient" }),
      ]),
    ).toEqual(["SIGNER_NOT_DOCTOR"]);
  });
});

describe("the verification of a note", () => {
  it("says what was changed in the usual way since", async () => {
    const { caller, patientId } = await practiceWithSigner(api);
    const { id: encounterId } = await caller.encounter.create({ patientId });
    const cough = await caller.condition.create({ patientId, encounterId, code: { text: "Cough" } });
    const { id } = await signedNote(caller, { patientId, encounterId });
    expect(await caller.note.verify({ id })).toMatchObject({
      isIntact: true,
      signatures: [{ isIntact: true, changes: [] }],
    });
    await caller.condition.update({ id: cough.id, expectedVersion: 1, severity: "mild" });
    await caller.encounter.finish({ id: encounterId, expectedVersion: 1 });
    expect(await caller.note.verify({ id })).toMatchObject({
      isIntact: true,
      signatures: [
        {
          isIntact: true,
          changes: [
            { kind: "encounter", id: encounterId, version: 1, currentVersion: 2 },
            { kind: "condition", id: cough.id, version: 1, currentVersion: 2 },
          ],
        },
      ],
    });
  });

  it("still holds after a merge and its undo", async () => {
    const { caller, patientId } = await practiceWithSigner(api);
    const { id: keptId } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
    const { id: encounterId } = await caller.encounter.create({ patientId });
    const { id } = await signedNote(caller, { patientId, encounterId });
    const { id: mergeId } = await caller.patient.merge({
      keepId: keptId,
      mergedId: patientId,
      expectedVersion: "any",
      mergedExpectedVersion: "any",
    });
    expect((await caller.note.byId({ id })).patientId).toBe(keptId);
    expect((await caller.note.verify({ id })).isIntact).toBe(true);
    await caller.patient.unmerge({ mergeId });
    expect((await caller.note.verify({ id })).isIntact).toBe(true);
  });

  it.each([
    ["text", sql`update note set text = 'Well'`],
    ["author", sql`update note set created_by = (select id from account where id <> created_by limit 1)`],
    ["addendum", sql`update note_signature set text = 'Smokes.' where kind = 'addendum'`],
    ["signer", sql`update note_signature set doctor_id = ${randomUUID()}`],
    ["encounter", sql`update encounter set class = 'home', version = version`],
    ["signatures", sql`delete from note_signature`],
  ])("finds a changed %s, where the owner has switched the triggers off", async (_what, statement) => {
    const { caller, patientId } = await practiceWithSigner(api);
    const { id: encounterId } = await caller.encounter.create({ patientId });
    const { id } = await signedNote(caller, { patientId, encounterId });
    await caller.note.amend({
      id,
      hash: await hashOf(caller, id),
      text: "Does not smoke.",
      reason: "Told later",
    });
    await api.database.transaction(async (tx) => {
      const tables = ["note", "note_signature", "encounter"].map((name) => sql.identifier(name));
      for (const table of tables) await tx.execute(sql`alter table ${table} disable trigger user`);
      await tx.execute(sql`${statement}`);
      for (const table of tables) await tx.execute(sql`alter table ${table} enable trigger user`);
      for (const [table, trigger] of [
        ["note", "note_signed"],
        ["note", "note_kept"],
        ["note_signature", "note_signature_signed"],
        ["note_signature", "note_signature_kept"],
      ] as const)
        await tx.execute(
          sql`alter table ${sql.identifier(table)} enable always trigger ${sql.identifier(trigger)}`,
        );
    });
    expect((await caller.note.verify({ id })).isIntact).toBe(false);
  });
});
