import { NoteId } from "@caretype/core/kernel/field/ids";
import { makeColleague } from "@caretype/test-api/colleague";
import { codeOf, failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { untilWaitingOrDone } from "@caretype/test-api/waiting";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { makeSigner, practiceWithSigner, signedNote } from "../../test/signing.ts";

const api = await createTestApi();

/** The distinct codes of refused calls. */
const codesOf = async (calls: Promise<unknown>[]) => [...new Set(await Promise.all(calls.map(codeOf)))];

describe("a draft of a note", () => {
  it("is saved again and again, and its author finds it", async () => {
    const { caller, account, patientId } = await practiceWithSigner(api);
    const created = await caller.noteDraft.create({ patientId, kind: "Progress note" });
    expect(created).toMatchObject({
      patientId,
      encounterId: null,
      kind: "Progress note",
      text: null,
      createdBy: account.id,
      version: 1,
    });
    const { id } = created;
    const saved = await caller.noteDraft.update({ id, expectedVersion: 1, text: "Coughs.\n\n- at night" });
    expect(saved).toMatchObject({ text: "Coughs.\n\n- at night", version: 2 });
    expect(await caller.noteDraft.update({ id, expectedVersion: 2, text: "Coughs.\n\n- at night" })).toEqual(
      saved,
    );
    const late = failureOf(caller.noteDraft.update({ id, expectedVersion: 1, text: "Other tab" }));
    expect(await late).toMatchObject({ code: "STALE_VERSION", details: { current: saved } });
    expect((await caller.noteDraft.list({ patientId })).items).toEqual([saved]);
    await caller.noteDraft.remove({ id, expectedVersion: 2 });
    expect(await codeOf(caller.noteDraft.byId({ id }))).toBe("NOTE_DRAFT_NOT_FOUND");
  });

  it("is not signed in an encounter in error, and moves out of it", async () => {
    const { caller, patientId } = await practiceWithSigner(api);
    const { id: encounterId } = await caller.encounter.create({ patientId });
    const { id: next } = await caller.encounter.create({ patientId });
    const { id: othersPatient } = await caller.patient.create({ name: "Bo Lee", gender: "male" });
    const { id: others } = await caller.encounter.create({ patientId: othersPatient });
    const { id } = await caller.noteDraft.create({ patientId, encounterId, text: "Coughs." });
    const { hash } = await caller.noteDraft.review({ id });
    await caller.encounter.enterInError({ id: encounterId, expectedVersion: "any", reason: "Twice" });
    expect(await codesOf([caller.noteDraft.review({ id }), caller.noteDraft.sign({ id, hash })])).toEqual([
      "RECORD_IN_ERROR",
    ]);

    const move = (to: typeof encounterId | null) =>
      caller.noteDraft.update({ id, expectedVersion: "any", encounterId: to });
    expect(await codeOf(move(others))).toBe("ENCOUNTER_NOT_FOUND");
    expect(await move(null)).toMatchObject({ encounterId: null, version: 2 });
    expect(await codeOf(move(encounterId))).toBe("ENCOUNTER_NOT_FOUND");
    expect(await move(next)).toMatchObject({ encounterId: next, version: 3 });
    const { hash: again } = await caller.noteDraft.review({ id });
    expect(await caller.noteDraft.sign({ id, hash: again })).toMatchObject({ id, encounterId: next });
  });

  it("is nobody else's reading, also not an owner's", async () => {
    const owner = await practiceWithSigner(api);
    const author = await makeSigner(api, owner);
    const { patientId } = owner;
    const { id } = await author.caller.noteDraft.create({ patientId, text: "Coughs." });
    const { hash } = await author.caller.noteDraft.review({ id });
    const { noteDraft, note } = owner.caller;
    expect(
      await codesOf([
        noteDraft.byId({ id }),
        noteDraft.review({ id }),
        noteDraft.update({ id, expectedVersion: "any", text: "x" }),
        noteDraft.remove({ id, expectedVersion: "any" }),
        noteDraft.sign({ id, hash }),
      ]),
    ).toEqual(["NOTE_DRAFT_NOT_FOUND"]);
    expect((await noteDraft.list({ patientId })).items).toEqual([]);
    expect((await note.list({ patientId })).items).toEqual([]);
    const asNote = { id: NoteId.parse(id) };
    expect(
      await codesOf([note.byId(asNote), note.review(asNote), note.verify(asNote), note.history(asNote)]),
    ).toEqual(["NOTE_NOT_FOUND"]);
  });

  it("keeps its patient from being removed, and moves with a merge", async () => {
    const { caller, patientId } = await practiceWithSigner(api);
    const { id: keptId } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
    const draft = await caller.noteDraft.create({ patientId, text: "Coughs." });
    await signedNote(caller, { patientId });
    const removal = failureOf(caller.patient.remove({ id: patientId, expectedVersion: "any" }));
    expect(await removal).toMatchObject({
      code: "PATIENT_HAS_RECORDS",
      details: {
        records: [
          { kind: "note", count: 1 },
          { kind: "draft", count: 1 },
        ],
      },
    });
    const merge = await caller.patient.merge({
      keepId: keptId,
      mergedId: patientId,
      expectedVersion: "any",
      mergedExpectedVersion: "any",
    });
    expect((await caller.noteDraft.byId({ id: draft.id })).patientId).toBe(keptId);
    await caller.patient.unmerge({ mergeId: merge.id });
    expect((await caller.noteDraft.byId({ id: draft.id })).patientId).toBe(patientId);
  });

  it("is about an encounter of the same patient", async () => {
    const { caller, patientId } = await practiceWithSigner(api);
    const { id: other } = await caller.patient.create({ name: "Bo Lee", gender: "male" });
    const { id: encounterId } = await caller.encounter.create({ patientId: other });
    expect(await codeOf(caller.noteDraft.create({ patientId, encounterId }))).toBe("ENCOUNTER_NOT_FOUND");
  });
});

describe("a first signature", () => {
  it("makes a note of the draft, with the same id", async () => {
    const { caller, account, doctorId, patientId } = await practiceWithSigner(api);
    const draft = await caller.noteDraft.create({ patientId, text: "Coughs." });
    const review = await caller.noteDraft.review({ id: draft.id });
    expect(review).toMatchObject({ patientId, text: "Coughs.", isLate: false, encounter: null, records: [] });
    const note = await caller.noteDraft.sign({ id: draft.id, hash: review.hash });
    expect(note).toMatchObject({
      id: draft.id,
      patientId,
      text: "Coughs.",
      isLate: false,
      errorReason: null,
      createdBy: account.id,
      version: 1,
      signatures: [
        { kind: "signature", signedBy: account.id, doctorId, doctorName: "Bo Ray", hash: review.hash },
      ],
    });
    expect(await codeOf(caller.noteDraft.byId({ id: draft.id }))).toBe("NOTE_DRAFT_NOT_FOUND");
    expect((await caller.note.list({ patientId })).items).toEqual([note]);
  });

  it("is refused without a linked doctor, without text, and for what was not shown", async () => {
    const { caller, account, patientId } = await practiceWithSigner(api);
    const { id } = await caller.noteDraft.create({ patientId });
    expect(await codeOf(caller.noteDraft.review({ id }))).toBe("NOTE_EMPTY");
    expect(await codeOf(caller.noteDraft.sign({ id, hash: "0".repeat(64) }))).toBe("NOTE_EMPTY");
    await caller.noteDraft.update({ id, expectedVersion: 1, text: "Coughs." });
    const { hash } = await caller.noteDraft.review({ id });
    await caller.noteDraft.update({ id, expectedVersion: 2, text: "Coughs a lot." });
    expect(await codeOf(caller.noteDraft.sign({ id, hash }))).toBe("SIGNED_CONTENT_CHANGED");
    await caller.member.linkDoctor({ accountId: account.id, doctorId: null });
    expect(await codeOf(caller.noteDraft.sign({ id, hash }))).toBe("SIGNER_NOT_DOCTOR");
    expect((await caller.noteDraft.byId({ id })).text).toBe("Coughs a lot.");
  });

  it("covers the encounter and its records", async () => {
    const { caller, patientId } = await practiceWithSigner(api);
    const { id: encounterId } = await caller.encounter.create({ patientId });
    const { id } = await caller.noteDraft.create({ patientId, encounterId, text: "Coughs." });
    const before = await caller.noteDraft.review({ id });
    const cough = await caller.condition.create({ patientId, encounterId, code: { text: "Cough" } });
    expect(await codeOf(caller.noteDraft.sign({ id, hash: before.hash }))).toBe("SIGNED_CONTENT_CHANGED");
    const review = await caller.noteDraft.review({ id });
    expect(review.records).toEqual([{ kind: "condition", id: cough.id, version: 1 }]);
    await caller.condition.update({ id: cough.id, expectedVersion: 1, severity: "mild" });
    expect(await codeOf(caller.noteDraft.sign({ id, hash: review.hash }))).toBe("SIGNED_CONTENT_CHANGED");
    const { hash } = await caller.noteDraft.review({ id });
    await caller.encounter.finish({ id: encounterId, expectedVersion: 1 });
    expect(await codeOf(caller.noteDraft.sign({ id, hash }))).toBe("SIGNED_CONTENT_CHANGED");
    const last = await caller.noteDraft.review({ id });
    expect((await caller.noteDraft.sign({ id, hash: last.hash })).encounterId).toBe(encounterId);
  });

  it("says that a note in a locked encounter is late", async () => {
    const { caller, patientId } = await practiceWithSigner(api);
    const { id: encounterId } = await caller.encounter.create({ patientId });
    const { id } = await caller.noteDraft.create({ patientId, encounterId, text: "Coughs." });
    await caller.encounter.finish({ id: encounterId, expectedVersion: 1 });
    const before = await caller.noteDraft.review({ id });
    await caller.encounter.lock({ id: encounterId, expectedVersion: 2 });
    expect(await codeOf(caller.noteDraft.sign({ id, hash: before.hash }))).toBe("SIGNED_CONTENT_CHANGED");
    const { hash, isLate } = await caller.noteDraft.review({ id });
    expect(isLate).toBe(true);
    expect(await caller.noteDraft.sign({ id, hash })).toMatchObject({ isLate: true });
    expect(await signedNote(caller, { patientId, encounterId })).toMatchObject({ isLate: true });
  });

  it("is one, however many calls make it at once", async () => {
    const { caller, patientId } = await practiceWithSigner(api);
    const { id: encounterId } = await caller.encounter.create({ patientId });
    const { id } = await caller.noteDraft.create({ patientId, encounterId, text: "Coughs." });
    const { hash } = await caller.noteDraft.review({ id });
    const signed = await Promise.all(Array.from({ length: 50 }, () => caller.noteDraft.sign({ id, hash })));
    const note = await caller.note.byId({ id: NoteId.parse(id) });
    expect(note.signatures).toHaveLength(1);
    for (const one of signed) expect(one).toEqual(note);
  });

  it("waits for who changes the draft at the moment, and does not lose that text", async () => {
    const { caller, patientId } = await practiceWithSigner(api);
    const { id } = await caller.noteDraft.create({ patientId, text: "Coughs." });
    const { hash } = await caller.noteDraft.review({ id });
    const { signing } = await api.database.transaction(async (tx) => {
      await tx.execute(sql`update note_draft set text = 'Coughs a lot.' where id = ${id}`);
      const signing = failureOf(caller.noteDraft.sign({ id, hash }));
      await untilWaitingOrDone(api.database, signing);
      return { signing };
    });
    expect((await signing).code).toBe("SIGNED_CONTENT_CHANGED");
    expect((await caller.noteDraft.byId({ id })).text).toBe("Coughs a lot.");
  });

  it("waits for who records something in the encounter at the moment", async () => {
    const { caller, account, patientId } = await practiceWithSigner(api);
    const { id: encounterId } = await caller.encounter.create({ patientId });
    const { id } = await caller.noteDraft.create({ patientId, encounterId, text: "Coughs." });
    const { hash } = await caller.noteDraft.review({ id });
    const { signing } = await api.database.transaction(async (tx) => {
      await tx.execute(sql`
        insert into condition (practice_id, id, patient_id, encounter_id, code, category, clinical_status,
          verification_status, recorded_at, created_by)
        select practice_id, uuidv7(), patient_id, id, '{"text": "Cough", "coding": null}', 'problem-list-item', 'active',
          'confirmed', now(), ${account.id} from encounter where id = ${encounterId}`);
      const signing = failureOf(caller.noteDraft.sign({ id, hash }));
      await untilWaitingOrDone(api.database, signing);
      return { signing };
    });
    expect((await signing).code).toBe("SIGNED_CONTENT_CHANGED");
  });
});

describe("the drafts of members who left", () => {
  it("keep their patient, until an owner removes them without reading them", async () => {
    const owner = await api.signUp();
    const colleague = await makeColleague(api, owner, "clinician");
    const { caller } = owner;
    const { id: patientId } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
    const draft = await colleague.caller.noteDraft.create({ patientId, text: "Coughs." });
    const removal = { id: patientId, expectedVersion: "any" } as const;
    expect(await caller.noteDraft.removeAbandoned({ patientId })).toEqual({ removed: 0 });
    expect((await colleague.caller.noteDraft.byId({ id: draft.id })).text).toBe("Coughs.");

    await caller.member.remove({ accountId: colleague.id });
    const { code, details } = await failureOf(caller.patient.remove(removal));
    expect([code, details.records]).toEqual(["PATIENT_HAS_RECORDS", [{ kind: "draft", count: 1 }]]);
    expect((await failureOf(caller.noteDraft.byId({ id: draft.id }))).code).toBe("NOTE_DRAFT_NOT_FOUND");
    expect(await caller.noteDraft.removeAbandoned({ patientId })).toEqual({ removed: 1 });
    const [entry] = (await caller.audit.list({ action: "noteDraft.removeAbandoned" })).items;
    expect(entry?.subjectIds).toEqual(expect.arrayContaining([patientId, draft.id]));
    await caller.patient.remove(removal);
  });

  it("are only those of the practice and the patient, and not of API keys that still work", async () => {
    const owner = await api.signUp();
    const { caller } = owner;
    const { id: patientId } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
    const { key } = await caller.apiKey.create({
      name: "Notes",
      permissions: ["clinical:write", "clinical:read", "patient:read", "doctor:read"],
    });
    const service = api.callerWith({ accessToken: key });
    const { id } = await service.noteDraft.create({ patientId, text: "Coughs." });
    await caller.noteDraft.create({ patientId, text: "Own" });
    expect(await caller.noteDraft.removeAbandoned({ patientId })).toEqual({ removed: 0 });
    const stranger = await api.signUp();
    expect((await failureOf(stranger.caller.noteDraft.removeAbandoned({ patientId }))).code).toBe(
      "PATIENT_NOT_FOUND",
    );
    expect((await service.noteDraft.byId({ id })).text).toBe("Coughs.");
  });
});
