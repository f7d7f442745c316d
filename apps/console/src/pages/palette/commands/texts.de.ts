import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  undo: { label: "Letzte Änderung rückgängig machen", words: "zurück zurücknehmen widerrufen undo" },
  exportPatients: {
    label: "Patienten als CSV exportieren",
    words: "export exportieren herunterladen csv tabelle excel",
  },
  print: { label: "Diese Seite drucken", words: "drucken ausdrucken papier pdf" },
  keys: {
    label: "Tastenkürzel",
    words: "tasten tastatur tastenkürzel tastenkombinationen shortcuts hilfe",
  },
  api: { label: "API ausprobieren", words: "dokumentation referenz rest hilfe" },
  signOut: { label: "Abmelden", words: "ausloggen logout verlassen" },
};
