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
    meaning: "Patienten mit Krankengeschichte, Ärzte, Zuweisungen, Zusammenführungen und Importe.",
  },
  reception: {
    label: "Empfang",
    many: "Empfang",
    meaning:
      "Fügt Patienten und Zuweisungen hinzu und ändert sie. Kann keine Patienten entfernen und keine Krankengeschichte sehen.",
  },
  viewer: {
    label: "Lesezugriff",
    many: "Lesezugriff",
    meaning: "Liest Patienten mit Krankengeschichte. Kann nichts ändern.",
  },
};
