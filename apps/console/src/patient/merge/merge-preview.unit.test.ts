import { accountId, type Patient, patientId } from "@caretype/client";
import { describe, expect, it } from "vitest";
import { factsFor } from "../page/patient-facts.ts";
import { differencesIn, suggestedSide, suggestKept } from "./merge-preview.ts";

const oneId = patientId.parse("0198c0de-0000-7000-8000-000000000001");
const twoId = patientId.parse("0198c0de-0000-7000-8000-000000000002");
const facts = factsFor(() => true);
const person = (patch: Partial<Patient>): Patient => ({
  id: oneId,
  name: "Ann Lee",
  firstName: "Ann",
  lastName: "Lee",
  gender: "female",
  dateOfBirth: null,
  dateOfBirthApproximate: false,
  age: null,
  phoneNumber: null,
  email: null,
  preferredLanguage: null,
  address: null,
  medicalHistory: null,
  createdBy: accountId.parse("0198c0de-0000-7000-8000-000000000003"),
  version: 1,
  createdAt: "2026-01-01T00:00:00.5Z",
  updatedAt: "2026-01-01T00:00:00Z",
  ...patch,
});
const later = { id: twoId, createdAt: "2026-01-02T00:00:00Z" };

describe("who stays is suggested: the older and more complete record", () => {
  const old = person({ email: "a@example.org" });
  const newer = { id: twoId, why: "more complete" };
  const sooner = "2026-01-01T00:00:00.49Z";
  it.each([
    ["beside an emptier one", [old, person({ ...later })], { id: oneId, why: "older and more complete" }],
    ["not if the newer one says more", [old, person({ ...later, email: "b", address: "c" })], newer],
    [
      "of two that say as much, the older",
      [person({ ...later, email: "b" }), old],
      { id: oneId, why: "older" },
    ],
    [
      "to the fraction of a second",
      [person({}), person({ id: twoId, createdAt: sooner })],
      { id: twoId, why: "older" },
    ],
  ] as const)("%s", (_what, [one, other], suggestion) => {
    expect(suggestKept(facts, [one, other])).toEqual(suggestion);
    expect(suggestKept(facts, [other, one])).toEqual(suggestion);
  });
});

describe("what two patients differ in", () => {
  it("is chosen field by field, and what the one who stays lacks is suggested from the other", () => {
    const kept = person({ email: "a@example.org" });
    const merged = person({
      ...later,
      firstName: "Anna",
      name: "Anna Lee",
      email: "b@example.org",
      address: "Here",
    });
    const differences = differencesIn(facts, { kept, merged });
    expect(differences.map((each) => [each.label, each.fields, suggestedSide(each)])).toEqual([
      ["First name", ["firstName"], "kept"],
      ["E-mail address", ["email"], "kept"],
      ["Address", ["address"], "merged"],
    ]);
  });

  it("is the name as it was given, where first and last name are the same", () => {
    const titled = person({ ...later, name: "Dr. Ann Q. Lee" });
    const [difference] = differencesIn(facts, { kept: person({}), merged: titled });
    expect(difference).toMatchObject({
      label: "Name as given",
      kept: null,
      merged: "Dr. Ann Q. Lee",
      fields: ["firstName", "lastName"],
    });
    expect(difference && suggestedSide(difference)).toBe("kept");
  });

  it("is nothing of what the reader may not see", () => {
    const pair = { kept: person({}), merged: person({ ...later, medicalHistory: "Asthma" }) };
    expect(
      differencesIn(
        factsFor(() => false),
        pair,
      ),
    ).toEqual([]);
    expect(differencesIn(facts, pair)).toHaveLength(1);
  });
});
