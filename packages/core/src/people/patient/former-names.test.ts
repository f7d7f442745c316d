import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { describe, expect, it } from "vitest";
import type { PatientId } from "../../kernel/field/ids.ts";

const api = await createTestApi();

const born = { gender: "female", dateOfBirth: "1980-02-29" } as const;

async function practice() {
  const { caller } = await api.signUp();
  const found = async (q: string) => {
    const { items, similar } = await caller.patient.list({ q });
    return [similar, ...items.map(({ name }) => name)];
  };
  const refused = async (name: string) => {
    const call = caller.patient.create({ ...born, name, onDuplicates: "refuse" });
    return (await failureOf(call)).details.candidates;
  };
  return { caller, found, refused };
}

describe("a former name", () => {
  it("finds the patient, behind those who have it, and after each other change", async () => {
    const { caller, found } = await practice();
    const { id } = await caller.patient.create({ ...born, name: "Selma Huberli" });
    await caller.patient.update({ id, expectedVersion: 1, lastName: "Zgraggen" });
    for (const q of ["Selma Huberli", "huberli", "Huberli, Selma", "selma hub"])
      expect(await found(q)).toEqual([true, "Selma Zgraggen"]);
    for (const q of ["huberli", "selma huberly", "huperli", "Zelma Huberli", "huberlo"])
      expect((await caller.patient.list({ q })).formerNames).toEqual([{ id, name: "Selma Huberli" }]);
    expect((await caller.patient.list({ q: "ida huberly" })).items).toEqual([]);
    expect((await caller.patient.list({ q: "zgraggen" })).formerNames).toEqual([]);
    await caller.patient.update({ id, expectedVersion: 2, lastName: "Roe" });
    await caller.patient.update({ id, expectedVersion: 3, address: "Seeweg 1" });
    expect(await found("zgraggen")).toEqual([true, "Selma Roe"]);
    await caller.patient.create({ ...born, name: "Ada Huberli" });
    expect(await found("huberli")).toEqual([false, "Ada Huberli", "Selma Roe"]);
    expect(await found("selma roe")).toEqual([false, "Selma Roe"]);
    expect(await (await practice()).found("huberli")).toEqual([false]);
  });

  it("is refused beside the same birth date, and listed as a possible duplicate", async () => {
    const { caller, refused } = await practice();
    const { id } = await caller.patient.create({ ...born, name: "Selma Huberli" });
    await caller.patient.update({ id, expectedVersion: 1, lastName: "Zgraggen" });
    expect(await refused("Selma Huberli")).toMatchObject([
      { patient: { id, name: "Selma Zgraggen" }, score: 80, reasons: ["same name", "same birth date"] },
    ]);
    const again = await caller.patient.create({ ...born, name: "Selma Huberli" });
    expect((await caller.patient.possibleDuplicates()).items).toMatchObject([
      { newer: { id: again.id }, older: { id }, score: 80 },
    ]);
    // A sister.
    expect(
      await caller.patient.create({ ...born, name: "Ida Huberli", onDuplicates: "refuse" }),
    ).toMatchObject({ lastName: "Huberli" });
  });

  it("may be that of a patient who was merged, until the merge is undone", async () => {
    const { caller, found, refused } = await practice();
    const kept = await caller.patient.create({ ...born, name: "Selma Zgraggen" });
    const other = await caller.patient.create({ ...born, name: "Selma Huberli" });
    const versions = { expectedVersion: 1, mergedExpectedVersion: 1 };
    const merge = await caller.patient.merge({ keepId: kept.id, mergedId: other.id, ...versions });
    expect(await found("selma huberli")).toEqual([true, "Selma Zgraggen"]);
    expect(await refused("Selma Huberli")).toMatchObject([{ patient: { id: kept.id }, score: 80 }]);
    await caller.patient.unmerge({ mergeId: merge.id });
    expect(await found("selma huberli")).toEqual([false, "Selma Huberli"]);
  });

  it("is listed with the end of its time, also of a patient who was merged, and of one who was merged into that one", async () => {
    const { caller, refused } = await practice();
    const { id } = await caller.patient.create({ ...born, name: "Selma Huberli" });
    const { updatedAt } = await caller.patient.update({ id, expectedVersion: 1, lastName: "Zgraggen" });
    await caller.patient.update({ id, expectedVersion: 2, address: "Seeweg 1" });
    const namesOf = async (id: PatientId) => (await caller.patient.formerNames({ id })).items;
    expect(await namesOf(id)).toEqual([{ name: "Selma Huberli", until: updatedAt }]);
    const [second, third] = [
      await caller.patient.create({ ...born, name: "Selma Roe" }),
      await caller.patient.create({ ...born, name: "Selma Stone" }),
    ];
    const any = { expectedVersion: "any", mergedExpectedVersion: "any" } as const;
    await caller.patient.merge({ keepId: second.id, mergedId: third.id, ...any });
    const { id: mergeId } = await caller.patient.merge({ keepId: id, mergedId: second.id, ...any });
    const names = async () => (await namesOf(id)).map(({ name }) => name);
    expect((await names()).toSorted()).toEqual(["Selma Huberli", "Selma Roe", "Selma Stone"]);
    expect(await refused("Selma Stone")).toMatchObject([{ patient: { id }, score: 80 }]);
    await caller.patient.unmerge({ mergeId });
    expect(await names()).toEqual(["Selma Huberli"]);
    expect((await namesOf(second.id)).map(({ name }) => name)).toEqual(["Selma Stone"]);
  });

  it("is none while a patient was removed", async () => {
    const { caller, refused } = await practice();
    const { id } = await caller.patient.create({ ...born, name: "Selma Huberli" });
    await caller.patient.remove({ id, expectedVersion: 1 });
    await caller.patient.restore({ id });
    expect((await caller.patient.formerNames({ id })).items).toEqual([]);
    expect(await refused("Selma Huberli")).toMatchObject([{ patient: { id } }]);
  });
});

describe("the id of a merged patient", () => {
  it("leads to the one who was kept, and no other practice", async () => {
    const { caller } = await api.signUp();
    const [first, second, third] = [
      await caller.patient.create({ ...born, name: "Selma Roe" }),
      await caller.patient.create({ ...born, name: "Selma Stone" }),
      await caller.patient.create({ ...born, name: "Selma Hill" }),
    ];
    const any = { expectedVersion: "any", mergedExpectedVersion: "any" } as const;
    await caller.patient.merge({ keepId: second.id, mergedId: first.id, ...any });
    const later = await caller.patient.merge({ keepId: third.id, mergedId: second.id, ...any });
    const { id } = first;
    const sought = async (by = caller) => (await failureOf(by.patient.byId({ id }))).details.mergedInto;
    expect(await sought()).toBe(third.id);
    const changed = caller.patient.update({ id, expectedVersion: "any", address: "Seeweg 1" });
    expect(await failureOf(changed)).toMatchObject({
      code: "PATIENT_NOT_FOUND",
      details: { mergedInto: third.id },
    });
    expect(await sought((await api.signUp()).caller)).toBeUndefined();
    const doctor = await caller.doctor.create({ name: "Ada Hill" });
    const writtenBy = (by: typeof caller) =>
      Promise.all(
        [
          by.condition.create({ patientId: id, code: { text: "Asthma" } }),
          by.encounter.create({ patientId: id }),
          by.allergy.recordNoneKnown({ patientId: id }),
          by.chart.recordNoneKnown({ patientId: id, statement: "no-known-problems" }),
          by.noteDraft.create({ patientId: id, text: "Coughs." }),
          by.assignment.create({ patientId: id, doctorId: doctor.id }),
        ].map(async (call) => (await failureOf(call)).details),
      );
    const leading = { mergedInto: third.id, disclosed: [third.id] };
    expect(await writtenBy(caller)).toEqual(Array.from({ length: 6 }, () => leading));
    const byOthers = await writtenBy((await api.signUp()).caller);
    expect(byOthers.map(({ mergedInto }) => mergedInto)).toEqual(byOthers.map(() => undefined));
    await caller.patient.unmerge({ mergeId: later.id });
    expect(await sought()).toBe(second.id);
    await caller.patient.remove({ id: second.id, expectedVersion: "any" });
    expect(await sought()).toBeUndefined();
  });
});
