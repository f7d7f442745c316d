/** Entries of the navigation and the palette. `words` are synonyms to search for. */
export const texts = {
  imports: { label: "Imports", words: "csv upload settings" },
  newImport: { label: "Import from files", words: "csv synthea upload" },
};
