import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { untilWaitingOrDone } from "@caretype/test-api/waiting";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";

const api = await createTestApi();
const { practiceWithPatient } = api;
const { reader } = api.database;

const nuts = { substance: { text: "Nuts" } } as const;
const any = { expectedVersion: "any", mergedExpectedVersion: "any" } as const;

describe("a patient's allergies", () => {
  it("were never asked for, then none is known, then there is a list", async () => {
    const { caller, patientId, account } = await practiceWithPatient();
    const knownNow = async () => {
      const { known, noneKnown, items } = await caller.allergy.list({ patientId });
      return [known, noneKnown?.createdBy ?? null, items.length];
    };
    expect(await knownNow()).toEqual(["never-asked", null, 0]);
    const first = await caller.allergy.recordNoneKnown({ patientId });
    expect(await knownNow()).toEqual(["none-known", account.id, 0]);
    const again = await caller.allergy.recordNoneKnown({ patientId, note: "Asked again" });
    expect((await caller.allergy.list({ patientId })).noneKnown).toEqual(again);
    expect(await caller.allergy.byId({ id: first.id })).toMatchObject({
      clinicalStatus: "resolved",
      version: 2,
    });
    const created = await caller.allergy.create({ patientId, ...nuts });
    expect(await knownNow()).toEqual(["listed", null, 1]);
    expect(await caller.allergy.byId({ id: again.id })).toMatchObject({ clinicalStatus: "resolved" });
    expect(created).toMatchObject({
      isNoneKnown: false,
      clinicalStatus: "active",
      reactions: [],
      version: 1,
    });
  });

  it.each([
    [{ coding: { system: "http://snomed.info/sct", code: "716186003", display: "No known allergy" } }, "all"],
    [{ text: "NKDA" }, "group"],
    [{ text: "Nickel: neg." }, "some"],
    [{ text: "unknown" }, "nothing"],
    [{ text: "Non-steroidal drugs" }, null],
  ])("%j is no allergy if it says that there is none", async (substance, denied) => {
    const { caller, patientId } = await practiceWithPatient();
    await caller.allergy.recordNoneKnown({ patientId });
    const call = caller.allergy.create({ patientId, substance });
    if (denied === null) return expect(await call).toMatchObject({ isNoneKnown: false });
    const words =
      denied === "nothing"
        ? "Does not say what it is: send its name, or no record"
        : denied === "all"
          ? "Denies all allergies: use `allergy.recordNoneKnown`"
          : denied === "group"
            ? "Denies all records of its kind: use `chart.recordNoneKnown`"
            : "Denies only some records of its kind, which cannot be recorded";
    expect((await failureOf(call)).details.errors).toEqual({ substance: [words] });
    expect((await caller.allergy.list({ patientId })).known).toBe("none-known");
  });

  it("cannot be unknown beside an active one, but beside one that is over, refuted or an error", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const created = await caller.allergy.create({ patientId, ...nuts });
    const beside = await failureOf(caller.allergy.recordNoneKnown({ patientId }));
    expect(beside.code).toBe("PATIENT_HAS_ALLERGIES");
    const byOwner = reader.execute(sql`
      insert into allergy (practice_id, id, patient_id, is_none_known, substance, reactions, clinical_status,
        verification_status, recorded_at, created_by)
      select practice_id, uuidv7(), patient_id, true, substance, reactions, 'active', 'confirmed', now(), created_by
      from allergy where id = ${created.id}`);
    await expect(byOwner).rejects.toThrow();
    await caller.allergy.update({ id: created.id, expectedVersion: 1, clinicalStatus: "resolved" });
    await caller.allergy.create({ patientId, ...nuts, verificationStatus: "refuted" });
    const error = await caller.allergy.create({ patientId, ...nuts });
    await caller.allergy.enterInError({ id: error.id, expectedVersion: 1, reason: "Other patient" });
    const none = await caller.allergy.recordNoneKnown({ patientId });
    const { items, known, noneKnown } = await caller.allergy.list({ patientId });
    expect([items.length, known, noneKnown]).toEqual([2, "none-known", none]);
    await caller.allergy.update({ id: created.id, expectedVersion: 2, clinicalStatus: "active" });
    expect(await caller.allergy.list({ patientId })).toMatchObject({ known: "listed", noneKnown: null });
  });

  it("that are refuted end no statement, and one that is refuted later gives it back", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const known = async () => (await caller.allergy.list({ patientId })).known;
    await caller.allergy.recordNoneKnown({ patientId });
    await caller.allergy.create({ patientId, ...nuts, verificationStatus: "refuted" });
    expect(await known()).toBe("none-known");
    const { id } = await caller.allergy.create({ patientId, ...nuts });
    expect(await known()).toBe("listed");
    await caller.allergy.update({ id, expectedVersion: 1, verificationStatus: "refuted" });
    expect(await known()).toBe("none-known");
  });

  it("are known or not, whoever of fifty is first", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const calls = Array.from({ length: 50 }, (_, index) =>
      (index % 2 === 0
        ? caller.allergy.recordNoneKnown({ patientId })
        : caller.allergy.create({ patientId, ...nuts })
      ).then(
        () => "ok",
        ({ cause }) => cause.code,
      ),
    );
    const refusals = (await Promise.all(calls)).filter((outcome) => outcome !== "ok");
    for (const refusal of refusals) expect(refusal).toBe("PATIENT_HAS_ALLERGIES");
    const { items, noneKnown } = await caller.allergy.list({ patientId });
    expect([items.length, noneKnown]).toEqual([25, null]);
  });

  it("wait for a statement that is being made, and end it", async () => {
    const { caller, patientId, account } = await practiceWithPatient();
    const { adding } = await api.database.transaction(async (tx) => {
      await tx.execute(sql`
        insert into allergy (practice_id, id, patient_id, is_none_known, substance, reactions, clinical_status,
          verification_status, recorded_at, created_by)
        select practice_id, uuidv7(), id, true, '{"text": "None", "coding": null}', '[]', 'active', 'confirmed', now(),
          ${account.id} from patient where id = ${patientId}`);
      const call = caller.allergy.create({ patientId, ...nuts });
      await untilWaitingOrDone(api.database, call);
      return { adding: call };
    });
    await adding;
    expect(await caller.allergy.list({ patientId })).toMatchObject({ known: "listed", noneKnown: null });
  });

  it("end a statement that an error gives back at the same moment", async () => {
    const { caller, patientId, account } = await practiceWithPatient();
    await caller.allergy.recordNoneKnown({ patientId });
    const wrong = await caller.allergy.create({ patientId, ...nuts });
    const { entering } = await api.database.transaction(async (tx) => {
      await tx.execute(sql`
        insert into allergy (practice_id, id, patient_id, is_none_known, substance, reactions, clinical_status,
          verification_status, recorded_at, created_by)
        select practice_id, uuidv7(), id, false, '{"text": "Latex", "coding": null}', '[]', 'active', 'confirmed', now(),
          ${account.id} from patient where id = ${patientId}`);
      const call = caller.allergy.enterInError({ id: wrong.id, expectedVersion: 1, reason: "Another" });
      await untilWaitingOrDone(api.database, call);
      return { entering: call };
    });
    await entering;
    expect(await caller.allergy.list({ patientId })).toMatchObject({ known: "listed", noneKnown: null });
  });

  it("move in a merge, which leaves no statement beside an allergy", async () => {
    const { caller, patientId: keepId } = await practiceWithPatient();
    const { id: mergedId } = await caller.patient.create({ name: "Ann Leigh", gender: "female" });
    await caller.allergy.recordNoneKnown({ patientId: keepId });
    const { id } = await caller.allergy.create({ patientId: mergedId, ...nuts });
    const { id: mergeId } = await caller.patient.merge({ keepId, mergedId, ...any });
    const merged = await caller.allergy.list({ patientId: keepId });
    expect([merged.known, merged.items.map((each) => each.id)]).toEqual(["listed", [id]]);
    await caller.patient.unmerge({ mergeId });
    expect((await caller.allergy.list({ patientId: mergedId })).items.map((each) => each.id)).toEqual([id]);
  });

  it("move in a merge of two with statements, or to one with an allergy", async () => {
    const { caller, patientId: keepId } = await practiceWithPatient();
    const others = [];
    for (let created = 0; created < 2; created++)
      others.push((await caller.patient.create({ name: "Ann Leigh", gender: "female" })).id);
    for (const patientId of [keepId, ...others]) await caller.allergy.recordNoneKnown({ patientId });
    const [first, second] = others;
    if (!first || !second) throw new Error("no patients");
    await caller.patient.merge({ keepId, mergedId: first, ...any });
    expect((await caller.allergy.list({ patientId: keepId })).known).toBe("none-known");
    await caller.allergy.create({ patientId: keepId, ...nuts });
    await caller.patient.merge({ keepId, mergedId: second, ...any });
    expect(await caller.allergy.list({ patientId: keepId })).toMatchObject({
      known: "listed",
      noneKnown: null,
    });
  });
});

it("are not said to be unknown of a patient who was merged", async () => {
  const { caller, patientId: keepId } = await practiceWithPatient();
  const { id: mergedId } = await caller.patient.create({ name: "Ann Leigh", gender: "female" });
  await caller.allergy.create({ patientId: mergedId, ...nuts });
  await caller.patient.merge({ keepId, mergedId, ...any });
  for (const read of [caller.allergy.list, caller.chart.summary])
    expect((await failureOf(read({ patientId: mergedId }))).code).toBe("PATIENT_NOT_FOUND");
});

describe("the statement that no allergy is known", () => {
  it.each(["kept", "merged"] as const)(
    "holds again after the undo of a merge, for the %s patient",
    async (which) => {
      const { caller, patientId: keepId } = await practiceWithPatient();
      const { id: mergedId } = await caller.patient.create({ name: "Ann Leigh", gender: "female" });
      const [asked, listed] = which === "kept" ? [keepId, mergedId] : [mergedId, keepId];
      const { id } = await caller.allergy.recordNoneKnown({ patientId: asked });
      await caller.allergy.create({ patientId: listed, ...nuts });
      const { id: mergeId } = await caller.patient.merge({ keepId, mergedId, ...any });
      expect((await caller.allergy.list({ patientId: keepId })).known).toBe("listed");
      await caller.patient.unmerge({ mergeId });
      expect((await caller.allergy.list({ patientId: asked })).noneKnown).toMatchObject({ id });
      expect((await caller.allergy.list({ patientId: listed })).known).toBe("listed");
    },
  );

  it("does not hold again if the patient has got an allergy since the merge", async () => {
    const { caller, patientId: keepId } = await practiceWithPatient();
    const { id: mergedId } = await caller.patient.create({ name: "Ann Leigh", gender: "female" });
    await caller.allergy.recordNoneKnown({ patientId: keepId });
    await caller.allergy.create({ patientId: mergedId, ...nuts });
    const { id: mergeId } = await caller.patient.merge({ keepId, mergedId, ...any });
    const { id } = await caller.allergy.create({ patientId: keepId, substance: { text: "Penicillin" } });
    await caller.allergy.update({ id, expectedVersion: 1, clinicalStatus: "resolved" });
    await caller.patient.unmerge({ mergeId });
    expect((await caller.allergy.list({ patientId: keepId })).known).toBe("listed");
  });

  it("is entered in error, and not changed", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const { id } = await caller.allergy.recordNoneKnown({ patientId });
    const change = await failureOf(caller.allergy.update({ id, expectedVersion: 1, criticality: "low" }));
    expect(change.details.errors).toEqual({ id: ["Is the statement that there is none"] });
    await caller.allergy.enterInError({ id, expectedVersion: 1, reason: "Nobody asked" });
    expect((await caller.allergy.list({ patientId })).known).toBe("never-asked");
  });
});

it("keeps reactions with words and codes", async () => {
  const { caller, patientId } = await practiceWithPatient();
  const rash = { system: "http://snomed.info/sct", code: "271807003", display: "Rash" };
  const reactions = [{ manifestation: { coding: rash }, severity: "mild" as const }];
  const created = await caller.allergy.create({ patientId, ...nuts, reactions });
  expect(created.reactions).toEqual([
    { manifestation: { text: "Rash", coding: { ...rash, version: null } }, severity: "mild" },
  ]);
  expect(await caller.allergy.update({ id: created.id, expectedVersion: 1, reactions })).toEqual(created);
  const { items } = await caller.allergy.history({ id: created.id });
  expect(items.map(({ record }) => record)).toEqual([created]);
});
