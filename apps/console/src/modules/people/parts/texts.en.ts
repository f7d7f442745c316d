/** Further entries of the palette. `words` are what people may type instead of the label. */
export const texts = {
  possibleDuplicates: { label: "Possible duplicates", words: "duplicates double merge same patient twice" },
  removedPatients: { label: "Removed patients", words: "restore deleted trash" },
  removedDoctors: { label: "Removed doctors", words: "restore deleted trash" },
};
