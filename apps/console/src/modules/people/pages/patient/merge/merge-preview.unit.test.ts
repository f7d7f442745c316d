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
  ageText: null,
  phoneNumber: null,
  email: null,
  preferredLanguage: null,
  deceasedOn: null,
  address: null,
  medicalHistory: null,
  createdBy: accountId.parse("0198c0de-0000-7000-8000-000000000003"),
  version: 1,
  createdAt: "2026-01-01T00:00:00.5Z",
  updatedAt: "2026-01-01T00:00:00Z",
  ...patch,
});
const later = { id: twoId, createdAt: "2026-01-02T00:00:00Z" };

describe("the suggested record is the older and more complete one", () => {
  const old = person({ email: "a@example.org" });
  const newer = { id: twoId, why: "complete" };
  const earlier = "2026-01-01T00:00:00.49Z";
  it.each([
    ["beside a less complete one", [old, person({ ...later })], { id: oneId, why: "both" }],
    ["unless the newer one is more complete", [old, person({ ...later, email: "b", address: "c" })], newer],
    [
      "for equally complete ones, the older",
      [person({ ...later, email: "b" }), old],
      { id: oneId, why: "older" },
    ],
    [
      "compared by fractions of a second",
      [person({}), person({ id: twoId, createdAt: earlier })],
      { id: twoId, why: "older" },
    ],
  ] as const)("%s", (_what, [one, other], suggestion) => {
    expect(suggestKept(facts, [one, other])).toEqual(suggestion);
    expect(suggestKept(facts, [other, one])).toEqual(suggestion);
  });
});

describe("differences of two patients", () => {
  it("are chosen by field, and default to the other record if the kept one has no value", () => {
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
      ["Email address", ["email"], "kept"],
      ["Address", ["address"], "merged"],
    ]);
  });

  it("include the full name if first and last name are equal", () => {
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

  it("omit fields that the reader may not see", () => {
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
