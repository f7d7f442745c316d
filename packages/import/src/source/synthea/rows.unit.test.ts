import { minId } from "@caretype/core/kernel/field/paging";
import { describe, expect, it } from "vitest";
import { emptyRowOf } from "../column-layout.ts";
import { syntheaColumns } from "./columns.ts";
import { patientOf } from "./rows.ts";

const { required, optional } = syntheaColumns["patients.csv"];
const cells = {
  ...emptyRowOf([...required, ...optional]),
  Id: "1",
  FIRST: "Ann",
  LAST: "Lee",
  BIRTHDATE: "1980-02-03",
  GENDER: "F",
};

const author = { accountId: minId, practiceId: minId, timeZone: null };

describe("the language of a Synthea patient", () => {
  it("is read if the export has it", () => {
    expect(patientOf(author, { ...cells, LANG: "de-ch" })).toMatchObject({
      value: { row: { preferredLanguage: "de-CH" } },
    });
    expect(patientOf(author, cells)).toMatchObject({
      value: { row: { preferredLanguage: null, deceasedOn: null } },
    });
    expect(patientOf(author, { ...cells, DEATHDATE: "2015-05-01" })).toMatchObject({
      value: { row: { deceasedOn: "2015-05-01" } },
    });
  });

  it("is reported at its column if it is not a language tag", () => {
    const problems = new Map([["LANG", expect.stringContaining("Not a language tag")]]);
    expect(patientOf(author, { ...cells, LANG: "german" })).toEqual({ problems });
  });
});

it.each([
  ["DEATHDATE", { DEATHDATE: "1970-01-01" }, "Is before the date of birth"],
  ["BIRTHDATE", { BIRTHDATE: "1780-01-01" }, "Not a date of birth: in the future, or over 150 years ago"],
])("what contradicts another cell is a problem of %s", (column, given, message) => {
  expect(patientOf(author, { ...cells, ...given })).toEqual({ problems: new Map([[column, message]]) });
});

it("an instant in the place of a day is the day in the practice", () => {
  const instants = { BIRTHDATE: "1980-02-03T01:12:00Z", DEATHDATE: "2019-05-02T01:12:00Z" };
  expect(patientOf({ ...author, timeZone: "America/New_York" }, { ...cells, ...instants })).toMatchObject({
    value: { row: { dateOfBirth: "1980-02-02", deceasedOn: "2019-05-01" } },
  });
});
