/** Further entries of the palette. `words` are synonyms to search for. */
export const texts = {
  emergencyAccess: { label: "Emergency access", words: "emergency staff" },
};
