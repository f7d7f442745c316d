import { pluralsOf } from "../../../../words/format/plural.ts";
import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");

export const texts: typeof english = {
  counting: "Wird gezählt",

  welcome: {
    title: "Willkommen",
    text: "Diese Praxis hat noch keine Patienten. Sobald sie welche hat, zeigt diese Seite, wer erwartet wird und was zu tun ist.",
    readOnly:
      "Mit Ihrer Rolle können Sie nur lesen. Ein Inhaber der Praxis kann den ersten Patienten hinzufügen.",
  },

  noPractice: {
    ofStaff:
      "Sie verwalten diesen Server und sind in keiner Praxis. Um in einer zu arbeiten, bitten Sie ihren Inhaber um eine Einladung.",
    text: "Sie sind in keiner Praxis. Legen Sie eine an oder bitten Sie einen Inhaber um eine Einladung.",
    manageAccounts: "Konten verwalten",
    create: "Praxis anlegen",
  },

  tasks: {
    title: "Zu erledigen",
    unassigned: (count) =>
      counted(count, {
        one: "Patient ohne Arzt",
        other: "Patienten ohne Arzt",
        zero: "Keine Patienten ohne Arzt",
      }),
    withoutDoctor: "Noch nicht zugewiesen",
    duplicates: (count) =>
      counted(count, {
        one: "mögliches Duplikat",
        other: "mögliche Duplikate",
        zero: "Keine möglichen Duplikate",
      }),
    amongAll: "Unter allen Patienten",
    amongNewest: (compared) => `Unter den ${compared} neuesten Patienten`,
    invitations: (count) =>
      counted(count, {
        one: "offene Einladung",
        other: "offene Einladungen",
        zero: "Keine offenen Einladungen",
      }),
    notAccepted: "Noch nicht angenommen",
    imports: (count) =>
      counted(count, { one: "wartender Import", other: "wartende Importe", zero: "Keine wartenden Importe" }),
    withProblems: (count) => `${count} mit Problemen zum Beheben`,
    notImported: "Geprüft, aber nicht importiert",
  },

  unsigned: { title: "Notizen zum Unterschreiben", newest: "Ihre fünf neuesten." },

  firstSteps: {
    title: "Ihre Praxis einrichten",
    progress: (done, all) => `${done} von ${all} erledigt`,
    hide: "Liste ausblenden",
    isDone: ", erledigt",
    import: (link) =>
      withNames`Haben Sie Patienten in einem anderen Programm? ${link}. Ein Import lässt sich rückgängig machen.`,
    importFiles: "Aus Dateien importieren",
    patient: { title: "Patient hinzufügen", about: "Name und Geschlecht genügen für den Anfang." },
    doctor: { title: "Arzt hinzufügen", about: "Weisen Sie ihm dann Patienten zu." },
    schedule: { title: "Terminplanung einrichten", about: "Terminarten und die Sprechzeiten Ihrer Ärzte." },
    colleague: { title: "Kollegen einladen", about: "Alle haben ein eigenes Konto und eine eigene Rolle." },
    secondFactor: {
      title: "Zweiten Faktor einrichten",
      about: "Eine App oder ein Passkey schützt Ihr Konto.",
    },
  },
};
