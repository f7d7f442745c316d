import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  newCodes: { label: "Codes importieren", words: "terminologie loinc snomed icd csv fhir value set" },
};
