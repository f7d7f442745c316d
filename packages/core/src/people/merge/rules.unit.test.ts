import { describe, expect, it } from "vitest";
import { type Compared, differingFields, fieldsToFill } from "./rules.ts";

const nothing = {
  phoneNumber: null,
  email: null,
  preferredLanguage: null,
  deceasedOn: null,
  address: null,
  medicalHistory: null,
};
const unborn = { dateOfBirth: null, dateOfBirthApproximate: false };
const nobody: Compared = { ...nothing, ...unborn, firstName: "Ann", lastName: "Lee", gender: "female" };
const born = { dateOfBirth: "1980-01-01", dateOfBirthApproximate: false };
const bornAbout = { dateOfBirth: "1980-01-01", dateOfBirthApproximate: true };

describe("fields to fill", () => {
  it("are those that are empty in the kept patient", () => {
    const [kept, merged] = [
      { ...nobody, email: "a@b.org" },
      { ...nobody, ...bornAbout, email: "c@d.org" },
    ];
    expect(fieldsToFill(kept, merged)).toEqual(["dateOfBirth"]);
  });

  it("exclude an exact date of birth if the kept one is approximate", () => {
    expect(fieldsToFill({ ...nobody, ...bornAbout }, { ...nobody, ...born })).toEqual([]);
  });
});

describe("differing fields", () => {
  it("are those that both have, with different values", () => {
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

  it("include a date of birth that is approximate in only one of them", () => {
    expect(differingFields({ ...nobody, ...born }, { ...nobody, ...bornAbout })).toEqual(["dateOfBirth"]);
    expect(differingFields({ ...nobody, ...bornAbout }, { ...nobody, ...bornAbout })).toEqual([]);
  });
});
