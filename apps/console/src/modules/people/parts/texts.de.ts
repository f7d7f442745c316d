import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  possibleDuplicates: {
    label: "Mögliche Duplikate",
    words: "duplikate doppelt zusammenführen derselbe patient",
  },
  removedPatients: { label: "Entfernte Patienten", words: "wiederherstellen gelöschte papierkorb" },
  removedDoctors: { label: "Entfernte Ärzte", words: "wiederherstellen gelöschte papierkorb" },
};
