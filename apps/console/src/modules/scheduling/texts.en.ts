/** Entries of the navigation and the palette. `words` are synonyms to search for. */
export const texts = {
  today: { label: "Today" },
  calendar: { label: "Calendar" },
  hours: {
    label: "Opening hours",
    words: "set up appointments schedule doctors open closed weekly settings",
  },
  holidays: { label: "Holidays", words: "set up appointments closed days public holidays vacation settings" },
  visitTypes: {
    label: "Visit types",
    words: "set up appointments kinds of visit length minutes buffer seats settings",
  },
  rooms: { label: "Rooms", words: "set up appointments room settings" },
  visits: "Appointments",
};
