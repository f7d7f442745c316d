import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  newPatient: { label: "Patient hinzufügen", words: "neu neuer anlegen erstellen aufnehmen" },
  newDoctor: { label: "Arzt hinzufügen", words: "neu neuer anlegen erstellen ärztin" },
  audit: { label: "Prüfprotokoll", words: "zugriffsprotokoll verlauf wer einstellungen" },
};
