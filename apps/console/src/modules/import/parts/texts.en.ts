/** Further entries of the palette. `words` are what people may type instead of the label. */
export const texts = {
  newCodes: { label: "Import codes", words: "terminology loinc snomed icd csv fhir value set" },
};
