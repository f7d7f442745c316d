import { makeColleague } from "@caretype/test-api/colleague";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { expect, it } from "vitest";

const api = await createTestApi();

async function patientOf() {
  const signed = await api.signUp();
  const { id: patientId } = await signed.caller.patient.create({ name: "Ada Warned", gender: "female" });
  return { signed, caller: signed.caller, patientId };
}

const refuse = { onWarnings: "refuse" } as const;
const amoxicillin = { drug: { text: "Amoxicillin 500 mg" } };

it("A drug is warned of, and refused if asked for, until a reason is given", async () => {
  const { caller, patientId } = await patientOf();
  const { id } = await caller.allergy.create({ patientId, substance: { text: "Penicillin V" } });
  const warning = { kind: "allergy", id, label: "Penicillin V" };
  expect((await caller.medication.create({ patientId, ...amoxicillin })).warnings).toEqual([warning]);
  const { code, details } = await failureOf(
    caller.medication.create({ patientId, ...amoxicillin, ...refuse }),
  );
  expect([code, details.blockedBy?.[0]]).toEqual(["DRUG_WARNING", warning]);
  const unreasoned = { patientId, ...amoxicillin, ...refuse, overrideReason: "." };
  expect((await failureOf(caller.medication.create(unreasoned))).code).toBe("INVALID_INPUT");
  const overrideReason = "Tolerated in 2024";
  const given = await caller.medication.create({ patientId, ...amoxicillin, ...refuse, overrideReason });
  expect(await caller.medication.byId({ id: given.id })).toMatchObject({ overrideReason });
  expect(given.warnings.map(({ kind }) => kind)).toEqual(["allergy", "medication"]);
});

it("No warning comes of what is refuted, over, in error or of another patient", async () => {
  const { caller, patientId } = await patientOf();
  const { id: other } = await caller.patient.create({ name: "Bo Else", gender: "male" });
  const substance = { text: "Penicillin" };
  await caller.allergy.create({ patientId: other, substance });
  await caller.allergy.create({ patientId, substance, verificationStatus: "refuted" });
  await caller.allergy.create({ patientId, substance, clinicalStatus: "resolved" });
  const { id } = await caller.allergy.create({ patientId, substance });
  await caller.allergy.enterInError({ id, expectedVersion: 1, reason: "Not hers" });
  await caller.medication.create({ patientId, ...amoxicillin, from: "2020", until: "2021" });
  const { warnings } = await caller.medication.create({ patientId, ...amoxicillin, ...refuse });
  expect(warnings).toEqual([]);
  // Nor for a drug that the patient no longer takes.
  await caller.medication.create({ patientId, ...amoxicillin, ...refuse, status: "completed" });
  await caller.medication.create({ patientId, ...amoxicillin, ...refuse, until: "2022" });
});

it("A change to a drug that is dangerous, and one that is taken again, are warned of", async () => {
  const { caller, patientId } = await patientOf();
  await caller.allergy.create({ patientId, substance: { text: "Penicillin" } });
  const { id } = await caller.medication.create({
    patientId,
    drug: { text: "Amlodipine" },
    status: "on-hold",
  });
  const change = { id, expectedVersion: 1, ...amoxicillin };
  expect((await caller.medication.update(change)).warnings).toEqual([]);
  const again = { id, expectedVersion: 2, status: "active" } as const;
  expect((await failureOf(caller.medication.update({ ...again, ...refuse }))).code).toBe("DRUG_WARNING");
  expect((await caller.medication.update(again)).warnings).toHaveLength(1);
  const note = { id, expectedVersion: 3, note: "With food", ...refuse };
  expect((await caller.medication.update(note)).warnings).toEqual([]);
});

it("A drug that is withheld from the caller is not named", async () => {
  const { signed, caller, patientId } = await patientOf();
  const { id: recordId } = await caller.medication.create({ patientId, drug: { text: "Lithium" } });
  await caller.restriction.create({ recordId });
  const colleague = await makeColleague(api, signed, "clinician");
  const again = { patientId, drug: { text: "Lithium" }, ...refuse };
  expect((await colleague.caller.medication.create(again)).warnings).toEqual([]);
});
