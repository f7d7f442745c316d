/** Further entries of the palette. `words` are what people may type instead of the label. */
export const texts = {
  emergencyAccess: { label: "Emergency access", words: "emergency staff" },
};
