/** Further entries of the palette. `words` are synonyms to search for. */
export const texts = {
  newCodes: { label: "Import codes", words: "terminology loinc snomed icd csv fhir value set" },
};
