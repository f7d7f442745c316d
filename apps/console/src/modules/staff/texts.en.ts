/** Entries of the navigation and the palette. `words` are what people may type instead of the label. */
export const texts = {
  accounts: { label: "Accounts" },
};
