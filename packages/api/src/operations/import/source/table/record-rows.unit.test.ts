import { describe, expect, it } from "vitest";
import { asId } from "../../../../kernel/field/ids.ts";
import { recordOfRow } from "./record-rows.ts";
import type { ClinicalTable } from "./schema.ts";

const settings = { mapping: {}, dateFormat: "YYYY-MM-DD" } as const;

const read = (records: ClinicalTable, cells: Record<string, string>, others: object = {}) =>
  recordOfRow(
    {
      settings: { ...settings, ...others },
      cells: { patient: "17", ...cells },
      timeZone: "Europe/Zurich",
      records,
      practiceId: asId("01900000-0000-7000-8000-000000000000"),
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
