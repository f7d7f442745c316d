/** Entries of the navigation and the palette. `words` are synonyms to search for. */
export const texts = {
  codes: { label: "Codes", words: "terminology value sets settings" },
  tabs: { chart: "Chart", notes: "Notes", vitals: "Vitals" },
};
