import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { describe, expect, it } from "vitest";
import { asId } from "../../kernel/field/ids.ts";

const api = await createTestApi();
const any = { expectedVersion: "any" } as const;

describe("removed records", () => {
  it("are listed most recent first, with account and time of removal, in pages", async () => {
    const { caller, account } = await api.signUp();
    const removed = [];
    for (let index = 0; index < 5; index++) {
      const { id } = await caller.patient.create({ name: `P ${index}`, gender: "other", age: 40 });
      const changed = await caller.patient.update({ id, expectedVersion: 1, phoneNumber: "1" });
      removed.unshift(changed);
    }
    // Not in the order of creation.
    removed.reverse();
    for (const { id } of removed.toReversed()) await caller.patient.remove({ id, expectedVersion: 2 });
    const first = await caller.patient.removed({ limit: 3 });
    const rest = await caller.patient.removed({ limit: 3, cursor: first.nextCursor ?? "" });
    const items = [...first.items, ...rest.items];
    expect(items.map(({ record }) => record)).toEqual(removed);
    expect(rest.nextCursor).toBeNull();
    for (const { removedAt, removedBy, removedByName, record } of items) {
      expect([removedBy, removedByName]).toEqual([account.id, account.name]);
      expect(removedAt > record.updatedAt).toBe(true);
    }
    expect(items.map(({ removedAt }) => removedAt)).toEqual(
      items
        .map(({ removedAt }) => removedAt)
        .toSorted()
        .toReversed(),
    );
  });

  it("are visible only to the practice, and absent from all reads and lists", async () => {
    const [own, other] = [await api.signUp(), await api.signUp()];
    const { caller } = own;
    const patient = await caller.patient.create({ name: "Zed Gone", gender: "other" });
    const doctor = await caller.doctor.create({ name: "Zed Gone", licenseNumber: "GONE-1" });
    const pair = { patientId: patient.id, doctorId: doctor.id };
    const { id } = await caller.assignment.create(pair);
    await caller.assignment.removePair({ ...pair, expectedVersion: 1 });
    await caller.patient.remove({ id: patient.id, ...any });
    await caller.doctor.remove({ id: doctor.id, ...any });

    expect((await caller.patient.removed()).items).toMatchObject([{ record: patient }]);
    expect((await caller.assignment.removed()).items).toMatchObject([
      { record: { id, ...pair, patientName: "Zed Gone", doctorName: "Zed Gone", version: 1 } },
    ]);
    expect((await other.caller.patient.removed()).items).toEqual([]);
    expect((await other.caller.assignment.removed()).items).toEqual([]);
    expect((await caller.patient.list({ q: "zed gone" })).items).toEqual([]);
    expect((await caller.doctor.list({ q: "zed gone" })).items).toEqual([]);
    expect((await caller.assignment.list()).items).toEqual([]);
    const reads = [
      [() => caller.patient.byId({ id: patient.id }), "PATIENT_NOT_FOUND"],
      [() => caller.patient.doctors({ id: patient.id }), "PATIENT_NOT_FOUND"],
      [() => caller.doctor.byId({ id: doctor.id }), "DOCTOR_NOT_FOUND"],
      [() => caller.assignment.byId({ id }), "ASSIGNMENT_NOT_FOUND"],
      [() => caller.assignment.create(pair), "PATIENT_OR_DOCTOR_NOT_FOUND"],
    ] as const;
    for (const [call, code] of reads) expect((await failureOf(call())).code).toBe(code);
    // The directory is shared, but other practices' member names are withheld.
    const nameOf = async (of: typeof own) => {
      const { items } = await of.caller.doctor.removed();
      return items.find(({ record }) => record.id === doctor.id)?.removedByName;
    };
    expect([await nameOf(own), await nameOf(other)]).toEqual([own.account.name, null]);
    // The licence number is available again.
    await other.caller.doctor.create({ name: "Next", licenseNumber: "gone-1" });
  });

  it("are listed for one patient, present or removed, in pages", async () => {
    const [{ caller }, other] = [await api.signUp(), await api.signUp()];
    const doctors = [
      await caller.doctor.create({ name: "One" }),
      await caller.doctor.create({ name: "Two" }),
    ];
    const unassignAll = async (name: string) => {
      const patient = await caller.patient.create({ name, gender: "other" });
      for (const { id: doctorId } of doctors) {
        const { id } = await caller.assignment.create({ patientId: patient.id, doctorId });
        await caller.assignment.remove({ id, ...any });
      }
      return patient.id;
    };
    const patientId = await unassignAll("Zoe Left");
    await unassignAll("Somebody Else");
    const first = await caller.assignment.removed({ patientId, limit: 1 });
    expect(first.items).toMatchObject([{ record: { patientId, doctorName: "Two" } }]);
    const next = { patientId, limit: 1, cursor: first.nextCursor ?? "" };
    const rest = await caller.assignment.removed(next);
    expect(rest).toMatchObject({ items: [{ record: { patientId, doctorName: "One" } }], nextCursor: null });
    await caller.patient.remove({ id: patientId, ...any });
    expect(
      (await caller.assignment.removed({ patientId: asId(patientId.toUpperCase()) })).items,
    ).toHaveLength(2);
    expect((await other.caller.assignment.removed({ patientId })).items).toEqual([]);
  });
});

describe("blockers of a removal", () => {
  it("are labelled by the doctor, or the practice's own patient, and counted", async () => {
    const [own, other] = [await api.signUp(), await api.signUp()];
    const doctor = await own.caller.doctor.create({ name: "Busy Doctor" });
    const assign = async ({ caller }: typeof own, name: string) => {
      const patient = await caller.patient.create({ name, gender: "other" });
      const { id } = await caller.assignment.create({ patientId: patient.id, doctorId: doctor.id });
      return { patient, id };
    };
    const first = await assign(own, "First Patient");
    const ofPatient = await failureOf(own.caller.patient.remove({ id: first.patient.id, ...any }));
    expect(ofPatient).toMatchObject({ code: "PATIENT_HAS_ASSIGNMENTS" });
    expect(ofPatient.details).toEqual({
      blockedBy: [{ kind: "assignment", id: first.id, label: "Busy Doctor" }],
      blockedByTotal: 1,
      disclosed: [doctor.id],
    });

    const refusal = async () =>
      (await failureOf(own.caller.doctor.remove({ id: doctor.id, ...any }))).details;
    const named = { kind: "assignment", id: first.id, label: "First Patient" };
    const ownOnly = { blockedBy: [named], blockedByTotal: 1, disclosed: [first.patient.id] };
    expect(await refusal()).toEqual({ ...ownOnly, blockedElsewhere: false });
    await assign(other, "Secret Patient");
    await assign(other, "Secret Patient");
    expect(await refusal()).toEqual({ ...ownOnly, blockedElsewhere: true });
    await Promise.all(Array.from({ length: 54 }, (_, index) => assign(own, `Patient ${index}`)));
    const many = await refusal();
    expect(many.blockedBy).toHaveLength(50);
    expect(many.blockedByTotal).toBe(55);
    expect(JSON.stringify(many)).not.toContain("Secret");
  });
});
