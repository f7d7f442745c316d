import { failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { describe, expect, it } from "vitest";
import { asId, type DoctorId, type UnknownId } from "../../kernel/field/ids.ts";

const api = await createTestApi();

async function pair() {
  const { caller, account } = await api.signUp();
  const patient = await caller.patient.create({ name: "Ann Lee", gender: "female" });
  const doctor = await caller.doctor.create({ name: "Bo Ray" });
  return { caller, account, patient, doctor, ids: { patientId: patient.id, doctorId: doctor.id } };
}

describe("create", () => {
  it("returns both records and their names", async () => {
    const { caller, account, patient, doctor, ids } = await pair();
    const assignment = await caller.assignment.create({ ...ids, reasonForVisit: "cough" });
    expect(assignment).toMatchObject({
      ...ids,
      patient,
      doctor,
      patientName: "Ann Lee",
      doctorName: "Bo Ray",
      reasonForVisit: "cough",
      assignedBy: account.id,
      version: 1,
    });
    expect(await caller.assignment.byId({ id: assignment.id })).toEqual(assignment);
  });

  it("names missing fields and invalid ids", async () => {
    const { caller } = await pair();
    // Invalid on purpose: callers without our types can send this.
    const wrong = (input: object) => failureOf(caller.assignment.create(input as never));
    expect((await wrong({})).details.errors).toEqual({ patientId: ["Required"], doctorId: ["Required"] });
    expect((await wrong({ patientId: null, doctorId: "17" })).details.errors).toEqual({
      patientId: ["Not an id"],
      doctorId: ["Not an id"],
    });
  });

  it("creates one of fifty equal assignments sent concurrently", async () => {
    const { caller, ids } = await pair();
    const attempts = Array.from({ length: 50 }, () => caller.assignment.create(ids));
    expect(await tally(attempts)).toEqual({ ok: 1, ALREADY_ASSIGNED: 49 });
    expect((await caller.assignment.list({ patientId: ids.patientId })).items).toHaveLength(1);
  });

  it("returns the same error for an unknown patient, a foreign one, and an unknown doctor", async () => {
    const [own, other] = await Promise.all([pair(), pair()]);
    const unknown = asId<UnknownId>("0198c0de-0000-7000-8000-000000000000");
    const refusals = await Promise.all(
      [
        { patientId: other.patient.id, doctorId: own.doctor.id },
        { patientId: unknown, doctorId: own.doctor.id },
        { patientId: own.patient.id, doctorId: unknown },
      ].map((ids) => failureOf(own.caller.assignment.create(ids))),
    );
    for (const { code, message, details } of refusals) {
      expect({ code, message, details }).toEqual({
        code: "PATIENT_OR_DOCTOR_NOT_FOUND",
        message: "No such patient or doctor",
        details: {},
      });
    }
  });

  it("never creates an assignment without its patient in a race with the removal", async () => {
    for (let round = 0; round < 10; round++) {
      const { caller, ids } = await pair();
      const calls = [
        caller.assignment.create(ids),
        caller.patient.remove({ id: ids.patientId, expectedVersion: "any" }),
      ];
      const outcome = await tally(calls);
      const expected = [
        { ok: 1, PATIENT_HAS_ASSIGNMENTS: 1 },
        { ok: 1, PATIENT_OR_DOCTOR_NOT_FOUND: 1 },
      ];
      expect(expected).toContainEqual(outcome);
    }
  });
});

describe("list", () => {
  it("returns the practice's assignments, newest first, filtered by patient and doctor", async () => {
    const [own, other] = await Promise.all([pair(), pair()]);
    await other.caller.assignment.create(other.ids);
    const first = await own.caller.assignment.create(own.ids);
    const colleague = await own.caller.doctor.create({ name: "Cy Fox" });
    const second = await own.caller.assignment.create({ ...own.ids, doctorId: colleague.id });
    expect((await own.caller.assignment.list()).items).toEqual([second, first]);
    expect((await own.caller.assignment.list({ sort: "oldest" })).items).toEqual([first, second]);
    expect((await own.caller.assignment.list({ doctorId: colleague.id })).items).toEqual([second]);
    const page = await own.caller.assignment.list({ limit: 1 });
    const rest = await own.caller.assignment.list({ limit: 1, cursor: page.nextCursor ?? "" });
    expect([...page.items, ...rest.items]).toEqual([second, first]);
    expect((await own.caller.assignment.listForPatient({ patientId: own.patient.id })).items).toEqual([
      second,
      first,
    ]);
  });
});

describe("lookup", () => {
  it("accepts an assignment's or a patient's id", async () => {
    const { caller, patient, doctor, ids } = await pair();
    const assignment = await caller.assignment.create(ids);
    expect(await caller.assignment.lookup({ id: assignment.id })).toEqual(assignment);
    expect(await caller.assignment.lookup({ id: patient.id })).toEqual({
      patient,
      patientId: patient.id,
      doctors: [doctor],
    });
    expect((await failureOf(caller.assignment.lookup({ id: asId(doctor.id) }))).code).toBe(
      "ASSIGNMENT_NOT_FOUND",
    );
  });
});

describe("update", () => {
  it("changes the reason if the version matches", async () => {
    const { caller, ids } = await pair();
    const { id } = await caller.assignment.create(ids);
    const changed = await caller.assignment.update({ id, expectedVersion: 1, reasonForVisit: "fever" });
    expect(changed).toMatchObject({ reasonForVisit: "fever", version: 2 });
    const error = await failureOf(caller.assignment.update({ id, expectedVersion: 1, reasonForVisit: "x" }));
    expect(error).toMatchObject({
      code: "STALE_VERSION",
      details: { currentKind: "assignment", current: changed },
    });
    expect(await caller.assignment.update({ id, expectedVersion: "any", ...ids })).toMatchObject({
      ...ids,
      reasonForVisit: "fever",
    });
    for (const field of ["patientId", "doctorId"] as const) {
      const { details } = await failureOf(
        caller.assignment.update({ id, expectedVersion: "any", [field]: id }),
      );
      expect(Object.keys(details.errors ?? {})).toEqual([field]);
    }
  });
});

describe("an update", () => {
  it("creates no version if nothing changes, and accepts one of twenty concurrent updates", async () => {
    const { caller, ids } = await pair();
    const assignment = await caller.assignment.create({ ...ids, reasonForVisit: "cough" });
    const { id } = assignment;
    for (const changes of [{}, ids, { reasonForVisit: "cough" }]) {
      expect(await caller.assignment.update({ id, expectedVersion: 1, ...changes })).toEqual(assignment);
    }
    const writers = Array.from({ length: 20 }, (_, index) =>
      caller.assignment.update({ id, expectedVersion: 1, reasonForVisit: `${index}` }),
    );
    expect(await tally(writers)).toEqual({ ok: 1, STALE_VERSION: 19 });
  });
});

describe("removal", () => {
  it("rejects a stale version with the current assignment", async () => {
    const { caller, ids } = await pair();
    const { id } = await caller.assignment.create(ids);
    const current = await caller.assignment.update({ id, expectedVersion: 1, reasonForVisit: "x" });
    for (const call of [
      () => caller.assignment.remove({ id, expectedVersion: 1 }),
      () => caller.assignment.removePair({ ...ids, expectedVersion: 1 }),
    ]) {
      expect(await failureOf(call())).toMatchObject({
        code: "STALE_VERSION",
        details: { currentKind: "assignment", current },
      });
    }
    await caller.assignment.removePair({ ...ids, expectedVersion: 2 });
  });

  it("fails the second time, by id and by pair", async () => {
    const { caller, ids } = await pair();
    const { id } = await caller.assignment.create(ids);
    await caller.assignment.remove({ id, expectedVersion: "any" });
    expect((await failureOf(caller.assignment.remove({ id, expectedVersion: "any" }))).code).toBe(
      "ASSIGNMENT_NOT_FOUND",
    );
    await caller.assignment.create(ids);
    await caller.assignment.removePair({ ...ids, expectedVersion: "any" });
    expect((await failureOf(caller.assignment.removePair({ ...ids, expectedVersion: "any" }))).code).toBe(
      "ASSIGNMENT_NOT_FOUND",
    );
  });

  it("takes the assignment's id with its own doctor's only", async () => {
    const { caller, ids } = await pair();
    const { id } = await caller.assignment.create(ids);
    const remove = (doctorId: DoctorId) =>
      caller.assignment.removePair({ patientId: asId(id), doctorId, expectedVersion: "any" });
    expect((await failureOf(remove(asId(id)))).code).toBe("ASSIGNMENT_NOT_FOUND");
    await remove(ids.doctorId);
    expect((await caller.assignment.list({})).items).toEqual([]);
  });

  it("succeeds once in fifty concurrent calls", async () => {
    const { caller, ids } = await pair();
    const { id } = await caller.assignment.create(ids);
    const removals = Array.from({ length: 50 }, () =>
      caller.assignment.remove({ id, expectedVersion: "any" }),
    );
    expect(await tally(removals)).toEqual({ ok: 1, ASSIGNMENT_NOT_FOUND: 49 });
  });
});

describe("the doctors of several patients", () => {
  it("are listed newest first, ten at most, without other practices' patients", async () => {
    const [own, other] = await Promise.all([pair(), pair()]);
    const { caller, ids } = own;
    await other.caller.assignment.create(other.ids);
    const free = await caller.patient.create({ name: "Cy Fox", gender: "unknown" });
    const assigned = [];
    for (let index = 0; index < 12; index++) {
      const { id, name } = await caller.doctor.create({ name: `Doctor ${index}` });
      await caller.assignment.create({ patientId: ids.patientId, doctorId: id });
      assigned.unshift({ id, name });
    }
    const patientIds = [free.id, other.ids.patientId, ids.patientId, ids.patientId];
    expect(await caller.assignment.doctorsOfPatients({ patientIds })).toEqual({
      items: [{ patientId: ids.patientId, doctors: assigned.slice(0, 10) }],
      nextCursor: null,
    });
  });
});
