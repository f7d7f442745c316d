/** Further entries of the palette. `words` are synonyms to search for. */
export const texts = {
  possibleDuplicates: { label: "Possible duplicates", words: "duplicates double merge same patient twice" },
  removedPatients: { label: "Removed patients", words: "restore deleted trash" },
  removedDoctors: { label: "Removed doctors", words: "restore deleted trash" },
};
