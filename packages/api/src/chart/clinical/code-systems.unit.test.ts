import { expect, it } from "vitest";
import { systemNamed } from "./code-systems.ts";
import { EnteredConcept } from "./schema.ts";

const spellings = {
  "http://loinc.org": [
    "urn:oid:2.16.840.1.113883.6.1",
    "URN:OID:2.16.840.1.113883.6.1",
    "http://loinc.org/",
    "https://loinc.org",
    "HTTP://WWW.LOINC.ORG",
  ],
  "http://snomed.info/sct": [
    "urn:oid:2.16.840.1.113883.6.96",
    "http://snomed.info/sct/",
    "https://snomed.info/SCT/900000000000207008",
    "http://snomed.info/sct/900000000000207008/version/20260301",
  ],
  "http://hl7.org/fhir/sid/icd-10-cm": [
    "urn:oid:2.16.840.1.113883.6.90",
    "http://hl7.org/fhir/sid/ICD-10-CM/",
  ],
  "http://fhir.de/CodeSystem/bfarm/icd-10-gm": ["http://fhir.de/CodeSystem/dimdi/icd-10-gm"],
  "http://www.whocc.no/atc": ["urn:oid:2.16.840.1.113883.6.73", "https://whocc.no/atc"],
  "http://snomed.info/sct?fhir_vs": ["http://snomed.info/sct?fhir_vs"],
  "http://example.org/Codes/": ["http://example.org/Codes/"],
  "urn:oid:1.2.3": ["urn:oid:1.2.3"],
};
const rows = Object.entries(spellings).flatMap(([system, all]) => all.map((each) => [each, system] as const));

it.each(rows)("%s is %s, entered or imported", (spelling, system) => {
  const { coding } = EnteredConcept.parse({ coding: { system: spelling, code: "1", display: "x" } });
  expect([coding?.system, systemNamed(spelling)]).toEqual([system, system]);
});

it("a table may name a system by its OID alone", () => {
  expect(systemNamed("2.16.840.1.113883.6.88")).toBe("http://www.nlm.nih.gov/research/umls/rxnorm");
});

it.each([
  ["http://hl7.org/fhir/sid/icd-10", "j459", "J45.9"],
  ["urn:oid:2.16.840.1.113883.6.90", "S52521A", "S52.521A"],
  ["http://fhir.de/CodeSystem/dimdi/icd-10-gm", "I10", "I10"],
  ["http://hl7.org/fhir/sid/icd-9-cm", "4019", "401.9"],
  ["urn:oid:2.16.840.1.113883.6.103", "v5869", "V58.69"],
  ["http://hl7.org/fhir/sid/icd-9-cm", "E8889", "E888.9"],
  ["http://hl7.org/fhir/sid/icd-9-cm", "E888", "E888"],
  ["http://hl7.org/fhir/sid/icd-9-cm", "486", "486"],
  ["http://hl7.org/fhir/sid/icd-9-cm", "250.00", "250.00"],
  ["http://www.whocc.no/atc", "n02be01", "N02BE01"],
  ["http://loinc.org", "la6576-8", "LA6576-8"],
  ["http://hl7.org/fhir/sid/cvx", "8", "08"],
  ["http://snomed.info/sct", "73211009", "73211009"],
  ["http://example.org/c", "e119", "e119"],
])("of %s, %s is %s", (system, code, own) => {
  expect(EnteredConcept.parse({ coding: { system, code, display: "x" } }).coding?.code).toBe(own);
});
