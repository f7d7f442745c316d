import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { describe, expect, it } from "vitest";

const api = await createTestApi();
const { practiceWithPatient } = api;

const drug = { text: "Ibuprofen" };

describe("a medication", () => {
  it("is what the patient takes, unless it was ordered", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const dose = { number: "0.50", unit: "mg" };
    const timing = { frequency: 2, period: 1, periodUnit: "d" } as const;
    const { warnings, ...created } = await caller.medication.create({
      patientId,
      drug,
      dose,
      timing,
      from: "2019-05",
    });
    expect(warnings).toEqual([]);
    expect(created).toMatchObject({
      kind: "statement",
      status: "active",
      dose,
      timing,
      from: "2019-05",
      version: 1,
    });
    expect((await caller.medication.list({ patientId })).items).toEqual([created]);
    const stop = { status: "stopped", endReason: "Rash", until: "2020" } as const;
    const stopped = await caller.medication.update({ id: created.id, expectedVersion: 1, ...stop });
    expect(stopped).toMatchObject({ ...stop, dose, version: 2 });
    expect(await caller.medication.update({ id: created.id, expectedVersion: 2, ...stop })).toEqual(stopped);
    const wrong = await caller.medication.enterInError({
      id: created.id,
      expectedVersion: 2,
      reason: "Other",
    });
    expect(wrong.errorReason).toBe("Other");
    const late = caller.medication.update({ id: created.id, expectedVersion: 3, note: "x" });
    expect((await failureOf(late)).code).toBe("RECORD_IN_ERROR");
    expect((await caller.medication.list({ patientId })).items).toEqual([]);
  });

  it.each([
    ["until", { from: "2020", until: "2019-12" }],
    ["endReason", { status: "stopped" }],
    ["endReason", { endReason: "Rash" }],
    ["recordedAt", { recordedAt: "2999-01-01T00:00:00Z" }],
    ["dose.number", { dose: { number: "1,5" } }],
    ["dose.number", { dose: { number: "-1", unit: "mg" } }],
  ] as const)("refuses an impossible %s", async (field, given) => {
    const { caller, patientId } = await practiceWithPatient();
    const { details } = await failureOf(caller.medication.create({ patientId, drug, ...given }));
    expect(Object.keys(details.errors ?? {})).toEqual([field]);
  });
});

describe("an immunization", () => {
  it("was done, or was not for a reason, and is listed by its date", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const of = { patientId, vaccine: { text: "Influenza" } };
    const later = await caller.immunization.create({ ...of, occurred: "2020-11-02", doseNumber: 2 });
    const first = await caller.immunization.create({ ...of, occurred: "2019" });
    const refused = { status: "not-done", statusReason: "Refused" } as const;
    const none = await caller.immunization.create({ ...of, occurred: "2020-11", ...refused });
    expect(none).toMatchObject(refused);
    const { items, nextCursor } = await caller.immunization.list({ patientId, limit: 2 });
    expect(items).toEqual([later, none]);
    const rest = await caller.immunization.list({ patientId, cursor: nextCursor });
    expect(rest.items).toEqual([first]);
  });

  it.each([
    ["occurred", { occurred: "2999" }],
    ["statusReason", { status: "not-done" }],
    ["statusReason", { statusReason: "Refused" }],
    ["doseNumber", { doseNumber: 0 }],
  ] as const)("refuses an impossible %s", async (field, given) => {
    const { caller, patientId } = await practiceWithPatient();
    const of = { patientId, vaccine: { text: "Influenza" }, occurred: "2019" };
    const { details } = await failureOf(caller.immunization.create({ ...of, ...given }));
    expect(Object.keys(details.errors ?? {})).toEqual([field]);
  });
});

describe("a procedure", () => {
  it("is listed by when it was begun, and names the doctor", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const { id: doctorId } = await caller.doctor.create({ name: "Bo Ray" });
    const of = { patientId, code: { text: "Appendectomy" } };
    const undated = await caller.procedure.create(of);
    const old = await caller.procedure.create({ ...of, performedFrom: "1998", doctorId });
    expect(old).toMatchObject({ status: "completed", doctorId });
    expect((await caller.procedure.list({ patientId })).items).toEqual([undated, old]);
    const planned = { status: "preparation", performedFrom: "2999" } as const;
    expect(await caller.procedure.create({ ...of, ...planned })).toMatchObject(planned);
  });

  it.each([
    ["performedFrom", { performedFrom: "2999" }],
    ["performedUntil", { performedFrom: "2019-05", performedUntil: "2019-04-30" }],
    ["statusReason", { status: "stopped" }],
  ] as const)("refuses an impossible %s", async (field, given) => {
    const { caller, patientId } = await practiceWithPatient();
    const of = { patientId, code: { text: "Appendectomy" } };
    const { details } = await failureOf(caller.procedure.create({ ...of, ...given }));
    expect(Object.keys(details.errors ?? {})).toEqual([field]);
  });

  it("refuses a doctor who is not in the directory", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const of = { patientId, code: { text: "Appendectomy" } };
    const { id: doctorId } = await caller.doctor.create({ name: "Bo Ray" });
    await caller.doctor.remove({ id: doctorId, expectedVersion: "any" });
    expect((await failureOf(caller.procedure.create({ ...of, doctorId }))).code).toBe("DOCTOR_NOT_FOUND");
    const { id } = await caller.procedure.create(of);
    const change = caller.procedure.update({ id, expectedVersion: 1, doctorId });
    expect((await failureOf(change)).code).toBe("DOCTOR_NOT_FOUND");
  });
});

it("goes on in a locked encounter until it is over", async () => {
  const { caller, patientId } = await practiceWithPatient();
  const { id: encounterId } = await caller.encounter.create({ patientId });
  const planned = { patientId, encounterId, code: { text: "Appendectomy" }, status: "preparation" } as const;
  const { id } = await caller.procedure.create(planned);
  await caller.encounter.finish({ id: encounterId, expectedVersion: 1 });
  await caller.encounter.lock({ id: encounterId, expectedVersion: 2 });
  const update = (change: Omit<Parameters<typeof caller.procedure.update>[0], "id" | "expectedVersion">) =>
    caller.procedure.update({ id, expectedVersion: "any", ...change });
  const codeOf = async (change: Parameters<typeof update>[0]) => (await failureOf(update(change))).code;
  expect(await codeOf({ code: { text: "Tonsillectomy" } })).toBe("ENCOUNTER_LOCKED");
  await update({ status: "in-progress", performedFrom: "2026-01-02" });
  expect(await codeOf({ performedFrom: "2026-01-01" })).toBe("ENCOUNTER_LOCKED");
  const over = { status: "completed", performedUntil: "2026-01-02", outcome: "Uneventful" } as const;
  expect(await update(over)).toMatchObject(over);
  for (const change of [{ outcome: "Bleeding" }, { status: "not-done", statusReason: "Refused" }] as const)
    expect(await codeOf(change)).toBe("ENCOUNTER_LOCKED");
});

it("takes none of them in a locked encounter, or in another patient's", async () => {
  const { caller, patientId } = await practiceWithPatient();
  const { id: other } = await caller.patient.create({ name: "Bo Lee", gender: "male" });
  const { id: locked } = await caller.encounter.create({ patientId });
  await caller.encounter.finish({ id: locked, expectedVersion: 1 });
  await caller.encounter.lock({ id: locked, expectedVersion: 2 });
  const { id: foreign } = await caller.encounter.create({ patientId: other });
  for (const [encounterId, code] of [
    [locked, "ENCOUNTER_LOCKED"],
    [foreign, "ENCOUNTER_NOT_FOUND"],
  ] as const) {
    const of = { patientId, encounterId };
    const refused = [
      caller.medication.create({ ...of, drug }),
      caller.immunization.create({ ...of, vaccine: drug, occurred: "2019" }),
      caller.procedure.create({ ...of, code: drug }),
    ].map(failureOf);
    expect((await Promise.all(refused)).map((failure) => failure.code)).toEqual([code, code, code]);
  }
});
