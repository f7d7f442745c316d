import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  newCodes: {
    label: "Importar códigos",
    words: "terminología loinc snomed cie csv fhir conjunto de valores",
  },
};
