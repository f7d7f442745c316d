import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  account: { label: "Mein Konto", words: "profil e-mail email adresse name" },
  security: {
    label: "Passwort und zweiter Faktor",
    words: "sicherheit kennwort passkeys wiederherstellungscodes",
  },
  sessions: { label: "Meine Sitzungen", words: "geräte überall abmelden" },
  practices: { label: "Meine Praxen", words: "wechseln verlassen anlegen" },
};
