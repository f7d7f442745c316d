import type { texts as english } from "../en/frame.ts";

export const texts: typeof english = {
  navigation: {
    label: "Hauptmenü",
    open: "Menü öffnen",
    close: "Menü schließen",
    today: "Heute",
    calendar: "Kalender",
    imports: "Importe",
    codes: "Codes",
    members: "Mitglieder",
    apiKeys: "API-Schlüssel",
    audit: "Prüfprotokoll",
    accounts: "Konten",
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
  },
};
