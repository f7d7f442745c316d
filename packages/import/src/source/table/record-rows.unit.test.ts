import { minId } from "@caretype/core/kernel/field/paging";
import { describe, expect, it } from "vitest";
import { importKinds } from "../clinical/kinds.ts";
import { recordOfRow } from "./record-rows.ts";
import type { ClinicalTable } from "./schema.ts";

const author = { accountId: minId, practiceId: minId, timeZone: null };
const settings = { mapping: {}, dateFormat: "YYYY-MM-DD" } as const;

const read = (records: ClinicalTable, cells: Record<string, string>, others: object = {}) =>
  recordOfRow(
    {
      settings: { ...settings, ...others },
      cells: { patient: "17", ...cells },
      timeZone: "Europe/Zurich",
      records,
      practiceId: minId,
    },
    2,
  );

describe("the system of all other codes", () => {
  const loinc = "http://loinc.org";
  const snomed = "http://snomed.info/sct";
  const rxNorm = "http://www.nlm.nih.gov/research/umls/rxnorm";
  const icd10 = "http://hl7.org/fhir/sid/icd-10";
  it.each([
    ["observation", "code", "59408-5", "urn:x:lab", loinc],
    ["observation", "code", "NA", "urn:x:lab", "urn:x:lab"],
    ["condition", "code", "38341003", "ICD-10", snomed],
    ["condition", "code", "38341003", "urn:x:diagnoses", snomed],
    ["condition", "code", "38341004", "urn:x:diagnoses", "urn:x:diagnoses"],
    ["condition", "code", "I10", "ICD-10", icd10],
    ["allergy", "substance", "91936005", "urn:x:allergies", snomed],
    ["medication", "drug", "314076", "ATC", rxNorm],
    ["medication", "drug", "314076", "urn:x:drugs", "urn:x:drugs"],
    ["immunization", "vaccine", "140", "urn:x:vaccines", "urn:x:vaccines"],
  ] as const)("of a %s leaves the %s %s beside %s to %s", (...[records, field, code, codeSystem, system]) => {
    const { fields } = read(records, { code, occurred: "2024-05-06" }, { codeSystem });
    expect(fields[field]).toMatchObject({ coding: { system, code } });
  });

  it("is no other one than that of the column", () => {
    const { fields } = read("condition", { code: "38341003", codeSystem: "urn:x" }, { codeSystem: "urn:y" });
    expect(fields.code).toMatchObject({ coding: { system: "urn:x" } });
  });
});

it.each([
  ["condition", { code: "TBD" }, { code: "Does not say what it is: send its name, or no record" }],
  [
    "medication",
    { code: "", codeText: "unknown" },
    { codeText: "Does not say what it is: send its name, or no record" },
  ],
  [
    "allergy",
    { code: "n/a", codeText: "TBD" },
    { codeText: "Does not say what it is: send its name, or no record" },
  ],
  ["observation", { code: "-" }, { code: "Does not say what it is: send its name, or no record" }],
  ["condition", { code: "", codeText: " " }, { codeText: "Required" }],
] as const)("a %s of %j says as the API what to do", (records, cells, problems) => {
  expect(
    Object.fromEntries(read(records, { effectiveAt: "2024-05-06", ...cells }).problems ?? []),
  ).toMatchObject(problems);
});

describe("a row that says that there is none", () => {
  const problemsOf = (records: "allergy" | "condition" | "medication", cells: Record<string, string>) => {
    const parsed = importKinds[records].read(author, read(records, cells).fields);
    return "issues" in parsed ? parsed.issues.map(({ path }) => path) : [];
  };

  it.each([
    ["allergy", { codeText: "No known drug allergies", clinicalStatus: "active" }, []],
    ["allergy", { codeText: "No known allergies", verificationStatus: "refuted" }, ["verificationStatus"]],
    ["allergy", { codeText: "NKDA", clinicalStatus: "resolved" }, ["clinicalStatus"]],
    ["allergy", { codeText: "NKDA", verificationStatus: "unconfirmed" }, ["verificationStatus"]],
    ["allergy", { codeText: "NKDA", reaction: "anaphylaxis" }, ["reactions"]],
    ["allergy", { codeText: "NKDA?" }, ["substance"]],
    ["condition", { codeText: "No known problems", onset: "2020-01-01" }, []],
    ["condition", { codeText: "No known problems", abatement: "2020-01-01" }, ["abatement"]],
    ["medication", { codeText: "None", status: "stopped", from: "2020-01-01" }, ["status"]],
    ["medication", { codeText: "No insulin" }, ["drug"]],
  ] as const)("of kind %s is a problem where it contradicts itself: %j", (...[records, cells, paths]) => {
    expect(problemsOf(records, cells)).toEqual(paths);
  });
});
