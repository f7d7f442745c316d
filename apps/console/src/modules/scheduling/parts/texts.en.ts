/** Further entries of the palette. `words` are what people may type instead of the label. */
export const texts = {
  waitlist: { label: "Waitlist", words: "waiting list appointments earlier offers" },
};
