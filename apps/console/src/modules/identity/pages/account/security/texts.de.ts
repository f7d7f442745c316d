import { pluralsOf } from "../../../../../words/format/plural.ts";
import { withNames } from "../../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");

export const texts: typeof english = {
  password: {
    about: "Ein neues Passwort beendet alle Ihre anderen Sitzungen.",
    change: "Passwort ändern",
    current: "Aktuelles Passwort",
    isChanged: "Ihr Passwort ist geändert. Ihre anderen Sitzungen sind beendet.",
  },

  app: {
    title: "Authenticator-App",
    about:
      "Eine App auf Ihrem Telefon zeigt einen Code, der sich alle dreißig Sekunden ändert. Zum Anmelden brauchen Sie Ihr Passwort und diesen Code.",
    setUp: "App einrichten",
    isOn: "Ein",
    since: (instant) => `Seit ${instant}.`,
    remove: "App entfernen",
    askRemove: "Authenticator-App entfernen?",
    removeMeans:
      "Ihre Codes gelten nicht mehr. Ohne Passkey meldet Sie Ihr Passwort allein an, und Ihre Wiederherstellungscodes werden gelöscht.",
    isRemoved: "Die Authenticator-App ist entfernt.",
    scan: "Scannen Sie dies mit der App, oder geben Sie den Schlüssel dort ein. Er gilt 15 Minuten.",
    qrCode: "Der Schlüssel als QR-Code",
    secret: "Schlüssel",
    copySecret: "Schlüssel kopieren",
    codeHint: "Die sechs Ziffern, die die App jetzt anzeigt. Das Einschalten beendet Ihre anderen Sitzungen.",
    turnOn: "Einschalten",
  },

  passkeys: {
    title: "Passkeys",
    about:
      "Ein Passkey liegt auf Ihrem Gerät oder in Ihrem Passwortmanager. Er allein meldet Sie an, mit Fingerabdruck, Gesicht oder PIN.",
    empty: "Sie haben noch keine Passkeys.",
    unsupported: "Dieser Browser unterstützt keine Passkeys.",
    add: "Passkey hinzufügen",
    name: "Name des Passkeys",
    nameHint: "Zum Wiedererkennen, etwa „Laptop Praxis“.",
    submit: "Passkey hinzufügen",
    isAdded: "Der Passkey ist hinzugefügt. Sie können sich damit anmelden.",
    isSynced: "Synchronisiert",
    neverUsed: (added) => `Hinzugefügt ${added}, nie verwendet`,
    lastUsed: (added, used) => `Hinzugefügt ${added}, zuletzt verwendet ${used}`,
    rename: "Umbenennen",
    renameOf: (name) => `${name} umbenennen`,
    removeOf: (name) => `${name} entfernen`,
    askRemove: (name) => withNames`„${name}“ entfernen?`,
    removeMeans:
      "Er meldet Sie nicht mehr an. Ohne einen anderen Passkey oder eine Authenticator-App genügt Ihr Passwort, und Ihre Wiederherstellungscodes werden gelöscht.",
    isRemoved: "Der Passkey ist entfernt.",
  },

  codes: {
    title: "Wiederherstellungscodes",
    about:
      "Für den Fall, dass Sie die App oder den Passkey verlieren. Jeder gilt einmal. Bewahren Sie sie dort auf, wo niemand sonst sie findet.",
    left: (count) =>
      counted(count, { one: "Einer ist übrig.", other: "# sind übrig.", zero: "Keiner ist übrig." }),
    createNow: "Erstellen Sie neue.",
    createSoon: "Erstellen Sie neue, bevor sie ausgehen.",
    create: "Neue Codes erstellen",
    askCreate: "Neue Wiederherstellungscodes erstellen?",
    createMeans: "Ihre bisherigen Codes gelten dann nicht mehr.",
    yours: "Ihre Wiederherstellungscodes",
    once: "Sie werden nur einmal angezeigt.",
    use: "Jeder meldet Sie einmal an, wenn Sie Ihre App oder Ihren Passkey verlieren.",
    printed: "Wiederherstellungscodes für Caretype. Jeder gilt einmal.",
    copy: "Codes kopieren",
    print: "Drucken",
    areSaved: "Ich habe sie gespeichert",
    file: "caretype-wiederherstellungscodes.txt",
  },
};
