import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  settings: {
    title: "Name und Kontakt",
    about: "Der Name steht oben auf jeder Seite und in Einladungen.",
    address: "Adresse",
    contactHint: "In E-Mails an Patienten, Kalenderdateien und Ausdrucken",
    timeZone: "Zeitzone",
    timeZoneHint:
      "Sprechzeiten, Termine und die Tage der Statistik sind in dieser Zeitzone. Andere Zeiten sieht jeder in seiner eigenen.",
    notSet: "Nicht festgelegt (UTC)",
    role: "Ihre Rolle",
    service: "Dienst",
    created: "Angelegt",
    name: "Name der Praxis",
    save: "Praxis speichern",
    isSaved: "Die Praxis ist gespeichert",
    changedOn: (when) => `Sie wurde am ${when} geändert.`,
  },

  secondFactor: {
    own: "Ihr eigenes Passwort und Ihr zweiter Faktor",
    title: "Zweiter Faktor",
    about:
      "Mitglieder mit zweitem Faktor melden sich mit einem Passkey an oder mit Passwort und einem Code aus einer App. API-Schlüssel brauchen keinen.",
    required: "Jedes Mitglied braucht einen zweiten Faktor",
    requiredHint: "Richten Sie selbst einen ein, bevor Sie ihn von anderen verlangen.",
    days: "Tage zum Einrichten",
    daysHint:
      "Gezählt ab der nächsten Anmeldung jedes Mitglieds. Danach können Mitglieder nur ihr eigenes Konto öffnen, bis sie einen haben.",
    daysError: "Eine ganze Zahl von 0 bis 90",
    isRequired: "Mitglieder brauchen einen zweiten Faktor",
    isOptional: "Mitglieder brauchen keinen zweiten Faktor",
    everyMember: "Jedes Mitglied dieser Praxis braucht einen.",
    optional: "In dieser Praxis ist er freiwillig.",
  },

  cancelling: { title: "Absagen", reason: "Wer einen Termin absagt, muss einen Grund angeben" },
};
