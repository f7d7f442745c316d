import { loinc } from "../unit/measures.ts";

// Pure: browsers use it. Well-known terminologies, and the alternative spellings of their names.

export const snomed = "http://snomed.info/sct";
export const rxNorm = "http://www.nlm.nih.gov/research/umls/rxnorm";
export const cvx = "http://hl7.org/fhir/sid/cvx";
/** Synthea's own scores, such as QALY, are in no terminology. */
export const ownCodes = "urn:synthea";

/** By short name. */
const systems: Readonly<Record<string, string>> = {
  snomedct: snomed,
  snomed,
  rxnorm: rxNorm,
  cvx,
  loinc,
  icd10: "http://hl7.org/fhir/sid/icd-10",
  icd10cm: "http://hl7.org/fhir/sid/icd-10-cm",
  icd9cm: "http://hl7.org/fhir/sid/icd-9-cm",
  icd10gm: "http://fhir.de/CodeSystem/bfarm/icd-10-gm",
  atc: "http://www.whocc.no/atc",
  ucum: "http://unitsofmeasure.org",
};

/** By OID and alternative URIs. */
const others: Readonly<Record<string, string | undefined>> = {
  "2.16.840.1.113883.6.1": systems.loinc,
  "2.16.840.1.113883.6.96": systems.snomed,
  "2.16.840.1.113883.6.88": systems.rxnorm,
  "2.16.840.1.113883.12.292": systems.cvx,
  "2.16.840.1.113883.6.59": systems.cvx,
  "2.16.840.1.113883.6.3": systems.icd10,
  "2.16.840.1.113883.6.90": systems.icd10cm,
  "2.16.840.1.113883.6.103": systems.icd9cm,
  "2.16.840.1.113883.6.73": systems.atc,
  "2.16.840.1.113883.6.8": systems.ucum,
  "http://fhir.de/CodeSystem/dimdi/icd-10-gm": systems.icd10gm,
};

/** Ignores case, `www.`, the scheme, a trailing slash and the edition of SNOMED CT. */
const keyOf = (uri: string): string =>
  uri
    .trim()
    .toLowerCase()
    .replace(/^(?:urn:oid:|https?:\/\/(?:www\.)?)/, "")
    .replace(/(?<!\/)\/+$/, "")
    .replace(/^(snomed\.info\/sct)\/\d+(?:\/version\/\d+)?$/, "$1");

const spellings = new Map(
  [...Object.entries(others), ...Object.values(systems).map((uri) => [uri, uri] as const)].map(
    ([spelling, uri = spelling]) => [keyOf(spelling), uri],
  ),
);

/** Returns the canonical URI of a well-known system. Returns any other text unchanged. */
export const systemOf = (uri: string): string => spellings.get(keyOf(uri)) ?? uri;

/** Returns the URI of a system's name, such as `SNOMED CT`. Returns any other text unchanged. */
export const systemNamed = (name: string): string =>
  systems[name.toLowerCase().replaceAll(/[^a-z0-9]/g, "")] ?? systemOf(name.trim());

/** ICD codes without the dot. Diagnoses in ICD-9-CM are numbers, or begin with V or E. */
const undotted = {
  icd10: /^([A-Z]\d[\dA-Z])([\dA-Z]{1,4})$/,
  icd9: /^(\d{3}|V\d\d|E\d{3})(\d{1,2})$/,
};
const withDot = (code: string, form: keyof typeof undotted) => code.replace(undotted[form], "$1.$2");

/**
 * Canonical spelling by system. Codes ignore case. ICD files omit the dot that FHIR has, and spreadsheets a leading
 * zero of CVX.
 */
const codeRules = new Map<string | undefined, (code: string) => string>([
  ...[systems.icd10, systems.icd10cm, systems.icd10gm].map(
    (system) => [system, (code: string) => withDot(code.toUpperCase(), "icd10")] as const,
  ),
  [systems.icd9cm, (code) => withDot(code.toUpperCase(), "icd9")],
  [systems.atc, (code) => code.toUpperCase()],
  [loinc, (code) => code.toUpperCase()],
  [cvx, (code) => code.replace(/^\d$/, "0$&")],
]);

/** Systems whose codes may be spelled in several ways: by case, dot or leading zeros. */
export const spelledSystems = [...codeRules.keys()];

/** Returns the canonical spelling of a code: `e119` of ICD-10-CM is `E11.9`. */
export const codeOf = (system: string, code: string): string => codeRules.get(system)?.(code) ?? code;

/** Returns the canonical spelling, and those that older records and imports may have. */
export const spellingsOf = (system: string, code: string): string[] => {
  const own = codeOf(system, code);
  return own.includes(".") && codeRules.has(system) ? [own, own.replace(".", "")] : [own];
};

/** Returns a code as it was typed, and an ICD code also with and without its dot. */
export function formsOf(typed: string): string[] {
  const code = typed.toUpperCase().replace(".", "");
  const dotted = [withDot(code, "icd10"), withDot(code, "icd9")].filter((form) => form !== code);
  return dotted.length > 0 ? [...new Set([typed, code, ...dotted])] : [typed];
}

/** Formats of codes. SNOMED CT includes expressions. ICD-10 includes marks of daggers and ranges. */
const forms = {
  loinc: /^(?:(?:LA|LG|LL|LP|MTHU)\d{1,9}|\d{1,7})-\d$/i,
  snomed: /^\d{6,18}(?:\s?[:+=|].*)?$/,
  icd10: /^[A-Z]\d[\dA-Z](?:\.?[\dA-Z]{1,4})?(?:\.?-|[+*!#†])?(?:-[A-Z]\d[\dA-Z](?:\.\d)?)?$/i,
  icd9: /^(?:\d{2,3}|V\d\d|E\d{3})(?:\.?\d{1,2})?$/i,
  atc: /^[A-Z](?:\d\d(?:[A-Z](?:[A-Z](?:\d{2,3})?)?)?)?$/i,
  number: /^\d{1,8}$/,
};

const formOf = new Map<string | undefined, RegExp>([
  [loinc, forms.loinc],
  [snomed, forms.snomed],
  [rxNorm, forms.number],
  [cvx, /^\d{1,3}$/],
  [systems.icd10, forms.icd10],
  [systems.icd10cm, forms.icd10],
  [systems.icd10gm, forms.icd10],
  [systems.icd9cm, forms.icd9],
  [systems.atc, forms.atc],
]);

/** True if a part has the format of the system's codes. For an unknown system, of any well-known one's. */
const seemsCode = (system: string, part: string): boolean =>
  formOf.get(system)?.test(part) ??
  [forms.loinc, forms.icd10, /^\d{6,18}$/, /^[A-Z]\d\d[A-Z]{2}\d\d$/i].some((form) => form.test(part));

/** True for several codes in one text, such as `E11.9, I10`. */
export function areSeveralCodes(system: string, code: string): boolean {
  const parts = code.split(/[\s,;|&/]+/).filter(Boolean);
  return parts.length > 1 && parts.every((part) => seemsCode(system, part));
}

/** True if a code has the format of its system. Unknown systems allow any. */
export const isOfForm = (system: string, code: string): boolean =>
  formOf.get(system)?.test(code.trim()) ?? true;

export const isLoinc = (code: string): boolean => forms.loinc.test(code.trim());
export const isSnomed = (code: string): boolean => /^\d{6,18}$/.test(code.trim());

const swaps = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

/** The Verhoeff check digit: a sum of permuted digits in the dihedral group D5. */
function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (const [at, digit] of [...digits].toReversed().entries()) {
    let next = Number(digit);
    for (let times = at % 8; times > 0; times -= 1) next = swaps[next] ?? 0;
    const turn = (sum < 5 ? sum + next : sum - next + 10) % 5;
    sum = sum < 5 === next < 5 ? turn : turn + 5;
  }
  return sum === 0;
}

/**
 * True if a code is certainly of a system, even in a file whose codes claim an unknown system. Numbers are ambiguous.
 */
const isUnmistakable = (system: string, code: string): boolean =>
  system === loinc || (system === snomed && /[01]0\d$/.test(code) && hasCheckDigit(code));

/**
 * Returns the system of a code in a file whose `other` codes share one. `own` is the system that the code's format
 * suggests, or null.
 */
export const systemAmong = (code: string, { own, other }: { own: string | null; other: string }): string =>
  own !== null && (isUnmistakable(own, code) || !isOfForm(other, code)) ? own : other;
