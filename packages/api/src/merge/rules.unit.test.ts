import { describe, expect, it } from "vitest";
import { type Compared, differingFields, fieldsToFill } from "./rules.ts";

const nothing = {
  phoneNumber: null,
  email: null,
  preferredLanguage: null,
  address: null,
  medicalHistory: null,
};
const unborn = { dateOfBirth: null, dateOfBirthApproximate: false };
const nobody: Compared = { ...nothing, ...unborn, firstName: "Ann", lastName: "Lee", gender: "female" };
const born = { dateOfBirth: "1980-01-01", dateOfBirthApproximate: false };
const bornAbout = { dateOfBirth: "1980-01-01", dateOfBirthApproximate: true };

describe("what a kept patient takes over", () => {
  it("is what they have nothing in", () => {
    const [kept, merged] = [
      { ...nobody, email: "a@b.org" },
      { ...nobody, ...bornAbout, email: "c@d.org" },
    ];
    expect(fieldsToFill(kept, merged)).toEqual(["dateOfBirth"]);
  });

  it("is no exact date of birth in place of an approximate one", () => {
    expect(fieldsToFill({ ...nobody, ...bornAbout }, { ...nobody, ...born })).toEqual([]);
  });
});

describe("what two patients differ in", () => {
  it("is what both have, each something else", () => {
    const kept = { ...nobody, address: "A", medicalHistory: "Asthma", email: null, phoneNumber: "1" };
    const merged = {
      ...nobody,
      firstName: "Anna",
      address: "B",
      medicalHistory: null,
      email: "a@b.org",
      phoneNumber: "1",
    };
    expect(differingFields(kept, merged)).toEqual(["firstName", "address"]);
    expect(differingFields(kept, kept)).toEqual([]);
  });

  it("is the date of birth, too, where it is approximate in one of them", () => {
    expect(differingFields({ ...nobody, ...born }, { ...nobody, ...bornAbout })).toEqual(["dateOfBirth"]);
    expect(differingFields({ ...nobody, ...bornAbout }, { ...nobody, ...bornAbout })).toEqual([]);
  });
});
