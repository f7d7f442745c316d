/** Entries of the navigation and the palette. `words` are what people may type instead of the label. */
export const texts = {
  codes: { label: "Codes", words: "terminology value sets settings" },
  tabs: { chart: "Chart", notes: "Notes", vitals: "Vitals" },
};
