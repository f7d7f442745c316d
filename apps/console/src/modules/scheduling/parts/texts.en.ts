/** Further entries of the palette. `words` are synonyms to search for. */
export const texts = {
  waitlist: { label: "Waitlist", words: "waiting list appointments earlier offers" },
};
