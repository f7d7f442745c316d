import { describe, expect, it } from "vitest";
import { emptyRowOf } from "../../pipeline/column-layout.ts";
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

describe("the language of a Synthea patient", () => {
  it("is read if the export has it", () => {
    expect(patientOf({ ...cells, LANG: "de-ch" })).toMatchObject({
      value: { input: { preferredLanguage: "de-CH" } },
    });
    expect(patientOf(cells)).toMatchObject({
      value: { input: { preferredLanguage: null, deceasedOn: null } },
    });
    expect(patientOf({ ...cells, DEATHDATE: "2015-05-01" })).toMatchObject({
      value: { input: { deceasedOn: "2015-05-01" } },
    });
  });

  it("is reported at its column if it is not a language tag", () => {
    const problems = new Map([["LANG", expect.stringContaining("Not a language tag")]]);
    expect(patientOf({ ...cells, LANG: "german" })).toEqual({ problems });
  });
});
