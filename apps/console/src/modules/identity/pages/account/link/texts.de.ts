import { withNames } from "../../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  isIncomplete:
    "Dieser Link ist unvollständig. Öffnen Sie ihn noch einmal aus der E-Mail, oder kopieren Sie ihn ganz.",
  isInvalid:
    "Dieser Link gilt nicht mehr: Er wurde verwendet, ist abgelaufen oder wurde durch einen neueren ersetzt.",
  toConsole: "Zur Konsole",

  confirmEmail: {
    title: "E-Mail-Adresse ändern",
    about: "Von da an melden Sie sich mit der Adresse an, die diesen Link erhalten hat.",
    submit: "Adresse ändern",
    done: "Ihre E-Mail-Adresse ist geändert.",
    nextStep: "Fordern Sie die Änderung in Ihrem Konto noch einmal an.",
  },
  verifyEmail: {
    title: "E-Mail-Adresse bestätigen",
    about: "Bestätigen Sie, dass die Adresse, die diesen Link erhalten hat, Ihnen gehört.",
    submit: "Adresse bestätigen",
    done: "Ihre Adresse ist bestätigt.",
    nextStep: "Fordern Sie in Ihrem Konto oder durch eine Anmeldung einen neuen Link an.",
  },
  confirmRegistration: {
    title: "Registrierung bestätigen",
    about:
      "Wählen Sie ein Passwort für Ihr Konto. Es kann dasselbe sein, mit dem Sie sich registriert haben.",
    submit: "Konto erstellen",
    again: "Noch einmal registrieren",
  },
  resetPassword: {
    title: "Neues Passwort wählen",
    about:
      "Das beendet alle Ihre Sitzungen auf allen Geräten. Ihr zweiter Faktor bleibt, außer wenn Ihre Adresse nie bestätigt wurde: Dann wird er entfernt.",
    submit: "Passwort speichern",
    done: "Ihr Passwort ist gespeichert.",
    again: "Neuen Link anfordern",
  },
  unlock: {
    title: "Anmeldung freigeben",
    about:
      "Nach vielen Fehlversuchen werden Anmeldungen bei Ihrem Konto verzögert. Die Freigabe hebt das von hier aus für eine Stunde auf.",
    submit: "Freigeben",
    done: "Sie können sich von hier aus wieder anmelden.",
    nextStep: "Warten Sie das Ende der Verzögerung ab, oder setzen Sie Ihr Passwort zurück.",
  },
  invitation: {
    title: "Einer Praxis beitreten",
    about: ({ invitedBy, email, practice, role }) =>
      withNames`${invitedBy} lädt ${email} ein, in der Praxis „${practice}“ mitzuarbeiten. Rolle: ${role}.`,
    nextStep: "Bitten Sie die Person, die Sie eingeladen hat, um eine neue Einladung.",
    joinAs: (email) => `Als ${email} beitreten`,
    signedInAs: (email) => `Sie sind als ${email} angemeldet.`,
    isForOther:
      "Die Einladung gilt für ein anderes Konto. Wenn Sie sich dort anmelden, werden Sie von Ihrem abgemeldet.",
    signInAndJoin: "Anmelden und beitreten",
    createAndJoin: "Konto erstellen und beitreten",
    isTaken:
      "Zu dieser Adresse gibt es jetzt ein Konto. Öffnen Sie den Link in der E-Mail noch einmal, und melden Sie sich an.",
  },
};
