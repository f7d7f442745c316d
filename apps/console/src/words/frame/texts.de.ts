import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  navigation: {
    label: "Hauptmenü",
    open: "Menü öffnen",
    close: "Menü schließen",
    settings: "Einstellungen",
    settingsWords: "übersicht alle optionen",
    groups: {
      practice: "Praxis",
      appointments: "Termine",
      data: "Daten und Programme",
      own: "Dieses Gerät",
    },
  },

  userMenu: {
    label: (name) => `Ihr Konto: ${name}`,
    colors: "Farben",
    light: "Hell",
    dark: "Dunkel",
    system: "System",
    account: "Mein Konto",
    api: "API ausprobieren",
    lock: "Sperren",
    signOut: "Abmelden",
  },

  practices: {
    label: "Praxis: ",
    none: "Keine",
    title: "Praxen",
    create: "Praxis anlegen",
    createTitle: "Praxis anlegen",
    name: "Name der Praxis",
    nameHint: "Sie werden ihr Inhaber und wechseln zu ihr.",
  },

  lists: {
    showMore: "Mehr anzeigen",
    moreActions: "Weitere Aktionen",
    moreOf: (name) => `Weitere Aktionen: ${name}`,
  },

  skip: "Zum Inhalt springen",
  copied: "Kopiert",

  notice: {
    close: "Meldung schließen",
    isNotUndone: "Das konnte nicht rückgängig gemacht werden",
    isChangedSince: "Jemand hat es seitdem geändert.",
  },

  pages: {
    toStart: "Zur Startseite",
    notFound: "Nicht gefunden",
    notFoundText: "Diese Seite gibt es nicht, oder ihr Eintrag wurde entfernt.",
    notAllowed: "Nicht erlaubt",
    ofStaff: "Diese Seite ist für das Betreiberteam.",
    ofRole:
      "Ihre Rolle in dieser Praxis erlaubt das nicht. Ein Inhaber der Praxis kann Ihnen eine andere geben.",
    ofMembers: "Diese Seite ist für Mitglieder einer Praxis, und Sie sind in keiner.",
  },
};
