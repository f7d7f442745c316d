/** Entries of the navigation and the palette. `words` are synonyms to search for. */
export const texts = {
  newPatient: { label: "Add a patient", words: "new create register" },
  newDoctor: { label: "Add a doctor", words: "new create" },
  audit: { label: "Audit", words: "access log history who settings" },
};
