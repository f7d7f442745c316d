import { describe, expect, it } from "vitest";
import { type Comparable, compareForDuplicates } from "./rules.ts";

const ana: Comparable = {
  firstName: "Ana Lucía",
  lastName: "Silva",
  dateOfBirth: "1980-02-29",
  dateOfBirthApproximate: false,
  gender: "female",
  phoneNumber: "+49 30 5550199",
  email: "ana@example.org",
};
const bare = { phoneNumber: null, email: null };
const unknownBirth = { dateOfBirth: null, dateOfBirthApproximate: false };
const approximately = (year: number) => ({ dateOfBirth: `${year}-01-01`, dateOfBirthApproximate: true });

const compare = (other: Partial<Comparable>, one: Partial<Comparable> = {}) =>
  compareForDuplicates({ ...ana, ...bare, ...one }, { ...ana, ...bare, ...other });

describe("two patients", () => {
  it.each<[string, Partial<Comparable>, number, string[]]>([
    ["alike", {}, 80, ["same name", "same birth date"]],
    [
      "with names swapped",
      { firstName: "Silva", lastName: "Ana Lucía" },
      80,
      ["same name", "same birth date"],
    ],
    ["except accents and case", { firstName: "ANA LUCIA" }, 80, ["same name", "same birth date"]],
    [
      "except hidden characters",
      { firstName: "An\u00ada\u200b Luc\u202eía" },
      80,
      ["same name", "same birth date"],
    ],
    ["with a typing error", { lastName: "Sliva" }, 65, ["similar name", "same birth date"]],
    ["without a middle name", { firstName: "Ana" }, 65, ["similar name", "same birth date"]],
    ["of another gender", { gender: "male" }, 70, ["same name", "same birth date"]],
    ["of gender `other`", { gender: "other" }, 80, ["same name", "same birth date"]],
    ["with another name", { firstName: "Bo", lastName: "Ortega" }, 20, ["same birth date"]],
    ["born on another day", { dateOfBirth: "1981-02-28" }, 10, ["same name"]],
    ["with only the name", unknownBirth, 40, ["same name"]],
    ["of about the same age", approximately(1981), 60, ["same name", "birth year within a year"]],
    ["of another age", approximately(1982), 10, ["same name"]],
  ])("%s", (_what, other, ...[score, reasons]) => {
    expect(compare(other)).toEqual({ score, reasons });
    // Symmetric.
    expect(compareForDuplicates({ ...ana, ...bare, ...other }, { ...ana, ...bare })).toEqual({
      score,
      reasons,
    });
  });

  it("match by phone and email, unless their dates of birth differ", () => {
    const reached = { phoneNumber: "030/555 01 99", email: "ANA@Example.org" };
    const both = { ...bare, phoneNumber: ana.phoneNumber, email: ana.email };
    expect(compare({ ...reached, ...unknownBirth }, both)).toEqual({
      score: 100,
      reasons: ["same name", "same e-mail address", "same phone number"],
    });
    expect(compare({ email: "ana@example.org", ...unknownBirth }, both).score).toBe(80);
    expect(compare({ phoneNumber: "0305550199", ...unknownBirth }, both).score).toBe(70);
    // A child with a parent's number, address and half of the name.
    const child = { firstName: "Bo", lastName: "Silva", dateOfBirth: "2015-05-05" };
    expect(compare({ ...reached, ...child }, both).score).toBeLessThan(60);
  });

  it("do not match by missing names", () => {
    const nameless = { firstName: "?", lastName: "" };
    expect(compare(nameless).score).toBe(20);
  });
});
