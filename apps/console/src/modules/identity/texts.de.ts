import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  practice: {
    words:
      "zweiter faktor pflicht praxiseinstellungen einstellungen umbenennen name adresse telefon zeitzone e-mails an patienten erinnerungen absage",
  },
  members: {
    label: "Mitglieder",
    words: "berechtigungen rechte rollen wer darf kollegen team benutzer einladungen einstellungen",
  },
  invite: { label: "Jemanden einladen", words: "mitglied einladung kollege kollegin mail" },
  apiKeys: { label: "API-Schlüssel", words: "token programme einstellungen" },
  newApiKey: { label: "API-Schlüssel erstellen", words: "neu anlegen hinzufügen token" },
  display: {
    label: "Anzeige",
    words: "einstellungen optionen sprache datum zeitzone design farben dunkel hell einheiten tasten",
  },
};
