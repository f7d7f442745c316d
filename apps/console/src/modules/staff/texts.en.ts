/** Entries of the navigation and the palette. `words` are synonyms to search for. */
export const texts = {
  accounts: { label: "Accounts" },
};
