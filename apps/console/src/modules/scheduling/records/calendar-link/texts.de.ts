import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Kalender-Links",
  about:
    "Ein Kalenderprogramm, das einen solchen Link abonniert, zeigt die Termine des Arztes in dieser Praxis. Wer den Link hat, kann sie lesen.",
  empty: "Es gibt keine Links.",
  create: "Link erstellen",
  withInitials: "Initialen der Patienten zeigen",
  withInitialsHint: "Sonst heißt jeder Termin nur „Belegt“.",
  initials: "Mit Initialen",
  busy: "Nur Zeiten",
  isInactive: "Gilt nicht mehr",
  inactiveHint: "Wer ihn erstellt hat, darf den Terminplan nicht mehr verwalten.",
  created: (at) => `Erstellt am ${at}`,
  createdBy: (at, name) => `Erstellt am ${at} von ${name}`,
  isNew: "Der neue Link",
  once: "Dieser Link wird nur jetzt gezeigt.",
  store: "Fügen Sie ihn im Kalenderprogramm als Abonnement hinzu, über seine Adresse.",
  link: "Kalender-Link",
  copy: "Link kopieren",
  done: "Fertig",
  revoke: "Widerrufen",
  revokeOf: (at) => `Den Link vom ${at} widerrufen`,
  askRevoke: "Diesen Link widerrufen?",
  revokeMeans:
    "Kalenderprogramme, die ihn verwenden, erhalten keine Termine mehr. Das lässt sich nicht rückgängig machen.",
  isRevoked: "Der Link ist widerrufen",
};
