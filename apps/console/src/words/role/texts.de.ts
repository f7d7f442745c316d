import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  owner: {
    label: "Inhaber",
    many: "Inhaber",
    meaning: "Alles: Patienten, Ärzte, Mitglieder, API-Schlüssel und das Prüfprotokoll.",
  },
  clinician: {
    label: "Behandler",
    many: "Behandler",
    meaning:
      "Patienten mit Krankenakte, Notizen und Terminen. Ärzte, Zuweisungen, Zusammenführungen und Importe.",
  },
  reception: {
    label: "Empfang",
    many: "Empfang",
    meaning:
      "Bucht und verschiebt Termine und vermerkt, wer da ist. Erfasst und ändert Patienten und Zuweisungen. Kann keine Patienten entfernen und keine Krankenakten sehen.",
  },
  viewer: {
    label: "Lesezugriff",
    many: "Lesezugriff",
    meaning: "Sieht Patienten mit Krankenakte und Termine. Kann nichts ändern.",
  },
};
