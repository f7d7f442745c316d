export const snomed = "http://snomed.info/sct";
export const rxNorm = "http://www.nlm.nih.gov/research/umls/rxnorm";
export const cvx = "http://hl7.org/fhir/sid/cvx";
export const loinc = "http://loinc.org";
/** Synthea's own scores, such as QALY, are in no terminology. */
export const ownCodes = "urn:synthea";

const systems: Record<string, string> = {
  snomedct: snomed,
  snomed,
  rxnorm: rxNorm,
  cvx,
  loinc,
  icd10: "http://hl7.org/fhir/sid/icd-10",
  icd10cm: "http://hl7.org/fhir/sid/icd-10-cm",
  icd9cm: "http://hl7.org/fhir/sid/icd-9-cm",
  icd10gm: "http://fhir.de/CodeSystem/bfarm/icd-10-gm",
};

/** The URI of a system's name, such as `SNOMED CT`. Any other text stays as it is. */
export const systemNamed = (name: string): string =>
  systems[name.toLowerCase().replaceAll(/[^a-z0-9]/g, "")] ?? name.trim();

export const isLoinc = (code: string): boolean => /^\d{1,7}-\d$/.test(code.trim());
export const isSnomed = (code: string): boolean => /^\d{6,18}$/.test(code.trim());
