import { expect, it } from "vitest";
import { systemNamed } from "./code-systems.ts";
import { CodeSystem, EnteredConcept } from "./schema.ts";

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
  expect([CodeSystem.parse(spelling), systemNamed(spelling)]).toEqual([system, system]);
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

const faults: Record<string, [system: string, code: string][]> = {
  "Says that there is no code: leave it out": [
    ["http://example.org/c", "Unknown"],
    ["http://hl7.org/fhir/sid/icd-10", "TBD"],
    ["http://snomed.info/sct", "n/a"],
    ["http://example.org/c", "-"],
    ["http://example.org/c", "NULL"],
  ],
  "Has several codes: send one": [
    ["http://hl7.org/fhir/sid/icd-10-cm", "E11.9, I10"],
    ["http://snomed.info/sct", "44054006 38341003"],
    ["http://hl7.org/fhir/sid/cvx", "140; 141"],
    ["http://example.org/c", "E11.9/I10"],
    ["http://loinc.org", "8480-6|8462-4"],
  ],
  "Not a code of this system": [
    ["http://snomed.info/sct", "E11.9"],
    ["http://loinc.org", "44054006"],
    ["http://hl7.org/fhir/sid/icd-10", "44054006"],
    ["http://www.nlm.nih.gov/research/umls/rxnorm", "N02BE01"],
    ["http://www.whocc.no/atc", "314076"],
    ["http://hl7.org/fhir/sid/cvx", "Influenza"],
  ],
};

for (const [message, codes] of Object.entries(faults))
  it.each(codes)(`${message}: %s, %s`, (system, code) => {
    const { error } = EnteredConcept.safeParse({ coding: { system, code, display: "x" } });
    expect(error?.issues).toMatchObject([{ path: ["coding", "code"], message }]);
  });

it.each([
  ["http://snomed.info/sct", "128045006:{363698007=56459004}"],
  ["http://hl7.org/fhir/sid/icd-10", "H36.0*"],
  ["http://fhir.de/CodeSystem/bfarm/icd-10-gm", "E10.30+"],
  ["http://hl7.org/fhir/sid/icd-10", "A00-A09"],
  ["http://example.org/c", "BP, sitting"],
  ["http://example.org/c", "NA"],
  ["http://example.org/c", "12 34"],
])("of %s, %s is one code", (system, code) => {
  expect(EnteredConcept.safeParse({ coding: { system, code, display: "x" } }).success).toBe(true);
});
