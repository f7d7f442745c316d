export const texts = {
  title: "Patient records for your practice",
  about:
    "Caretype keeps the records of your patients, their doctors, and who treats whom. Your team works in it together, with a role for each person.",
  search: {
    title: "Find anybody",
    text: "Search by name in any spelling, date of birth, phone number or post code.",
  },
  versions: {
    title: "Lose nothing",
    text: "Each record keeps all its versions. Changes, merges and removals can be undone.",
  },
  log: {
    title: "Know who read what",
    text: "Each access is in a log, and you can prove that nobody has changed it.",
  },
  picture: {
    shows: "A day in the calendar: each doctor has a column with the visits",
    light: new URL("./pictures/en-light.webp", import.meta.url).href,
    dark: new URL("./pictures/en-dark.webp", import.meta.url).href,
  },
  trySample: "Try it with sample data",
  isClosed: "To get an account on this server, ask the owner of a practice for an invitation.",
};
