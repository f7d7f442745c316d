import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "API-Schlüssel",
  create: "Schlüssel erstellen",
  newTitle: "Neuer API-Schlüssel",
  editTitle: "API-Schlüssel bearbeiten",

  list: {
    title: "Schlüssel dieser Praxis",
    about:
      "Ein Programm mit einem Schlüssel arbeitet in dieser Praxis unter dessen Namen. Verläufe und das Prüfprotokoll zeigen ihn.",
    empty: "Noch keine Schlüssel. Erstellen Sie einen für jedes Programm, das mit dieser Praxis arbeitet.",
    permissions: (codes) => `Rechte: ${codes}`,
    isExpired: "Abgelaufen",
    isRevoked: "Widerrufen",
    editOf: (name) => `${name} bearbeiten`,
    replace: "Ersetzen",
    replaceOf: (name) => `${name} ersetzen`,
    revoke: "Widerrufen",
    revokeOf: (name) => `${name} widerrufen`,
    askRevoke: (name) => withNames`„${name}“ widerrufen?`,
    revokeMeans:
      "Programme, die ihn verwenden, werden ab ihrer nächsten Anfrage abgewiesen. Das kann nicht rückgängig gemacht werden.",
    isNowRevoked: (name) => withNames`„${name}“ ist widerrufen`,
  },
  facts: {
    all: (created, used, end) => withNames`${created}, ${used}, ${end}`,
    created: (at) => `Erstellt ${at}`,
    createdBy: (at, name) => withNames`Erstellt ${at} von ${name}`,
    neverUsed: "nie verwendet",
    lastUsed: (at) => `zuletzt verwendet ${at}`,
    revoked: (at) => `widerrufen ${at}`,
    neverExpires: "läuft nie ab",
    expires: (at) => `läuft ab ${at}`,
    expired: (at) => `abgelaufen ${at}`,
  },

  form: {
    nameHint: "Der Name des Programms. Verläufe und das Prüfprotokoll zeigen ihn.",
    permissions: "Rechte",
    isRequired: (code) => `${code}, von einem anderen Recht vorausgesetzt`,
    dialectOfPractice: "Wie für die Praxis festgelegt",
    submit: "Schlüssel erstellen",
    isChanged: (name) => withNames`„${name}“ ist geändert`,
    isOutdated: "Jemand anders hat diesen Schlüssel geändert",
    showCurrent: "Meine Änderungen verwerfen und neu laden",
  },
  presets: {
    label: "Beginnen mit",
    read: "Nur lesen",
    desk: "Empfang: Patienten und Termine",
    import: "Importe",
    all: "Alles",
  },
  groups: {
    assignment: "Zuweisungen",
    import: "Importe",
    practice: "Die Praxis",
  },
  expiry: {
    label: "Läuft ab",
    days: { 30: "In 30 Tagen", 90: "In 90 Tagen", 365: "In einem Jahr" },
    onDate: "An einem bestimmten Tag",
    never: "Nie",
    lastDay: "Letzter Tag",
    same: (at) => `Wie bisher: ${at}`,
    sameNever: "Wie bisher: nie",
  },

  replacing: {
    title: (name) => withNames`Den Schlüssel von „${name}“ ersetzen?`,
    about:
      "Der jetzige Schlüssel gilt sofort nicht mehr. Programme, die ihn verwenden, werden abgewiesen, bis sie den neuen haben.",
  },
  secret: {
    title: (name) => withNames`Der Schlüssel von „${name}“`,
    once: "Er wird nur einmal angezeigt.",
    store:
      "Speichern Sie ihn dort, wo nur das Programm ihn lesen kann. Wer ihn hat, kann seine Rechte nutzen.",
    key: "Schlüssel",
    copy: "Schlüssel kopieren",
    isSaved: "Ich habe ihn gespeichert",
  },
};
