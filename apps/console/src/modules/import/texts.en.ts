/** Entries of the navigation and the palette. `words` are what people may type instead of the label. */
export const texts = {
  imports: { label: "Imports", words: "csv upload settings" },
  newImport: { label: "Import from files", words: "csv synthea upload" },
};
