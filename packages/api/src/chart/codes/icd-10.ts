/** FHIR writes the codes of these with a dot. Files of ICD-10-CM leave it out. */
const dottedSystem = /\/icd-10(?:-cm|-gm)?$/;
const undotted = /^([A-Z]\d[\dA-Z])([\dA-Z]{1,4})$/i;

/** The code as FHIR writes it: `E119` of ICD-10-CM is `E11.9`. */
export const asWritten = (system: string, code: string): string =>
  dottedSystem.test(system) ? code.replace(undotted, "$1.$2") : code;

/** A code as it was typed, and if it looks like one of ICD-10, with and without its dot. */
export function formsOf(typed: string): string[] {
  const code = typed.toUpperCase().replace(".", "");
  return undotted.test(code) ? [...new Set([typed, code, code.replace(undotted, "$1.$2")])] : [typed];
}
