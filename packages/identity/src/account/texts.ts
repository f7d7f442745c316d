import type { Role } from "@caretype/core/kernel/permissions/permissions";
import type { MailLanguage } from "@caretype/core/mechanisms/mail/languages";

type Told = { subject: string; text: string; closing?: string };
type Linked = Required<Told> & { label: string };

/** How a second factor changed, and which. Stored with the email. */
export const factorChanges = ["added", "removed", "recovery codes made anew"] as const;
export const factorMethods = [
  "passkey",
  "authenticator app",
  "all, by your password reset",
  "all of them, by an administrator",
] as const;
type FactorChange = (typeof factorChanges)[number];
type FactorMethod = (typeof factorMethods)[number];

/** Text that people entered is already quoted. */
type Texts = {
  confirmRegistration: Linked;
  registeredAlready: Told;
  verifyEmail: Linked;
  resetPassword: Linked;
  passwordChanged: Told;
  confirmEmailChange: Linked;
  emailChanged: (newEmail: string) => Told;
  unlock: Linked;
  invitation: (names: { invitedBy: string; practice: string; role: Role }) => Linked;
  secondFactorChanged: (change: FactorChange, method: FactorMethod) => Told;
  passkeyCopied: (passkey: string) => Told;
};

const nothingToDo: Readonly<Record<MailLanguage, string>> = {
  en: "If this was not you, ignore this email. Nothing happens without the link.",
  de: "Wenn Sie das nicht waren, ignorieren Sie diese E-Mail. Ohne den Link geschieht nichts.",
  es: "Si no ha sido usted, ignore este correo. Sin el enlace no ocurre nada.",
};

const english: Texts = {
  confirmRegistration: {
    subject: "Confirm your registration",
    text: "Somebody, probably you, has registered with this email address. Confirm it and choose the account's password:",
    label: "Confirm registration",
    closing: nothingToDo.en,
  },
  registeredAlready: {
    subject: "You already have an account",
    text: "Somebody, probably you, has tried to register with this email address, which already has an account. Sign in to it. If you have forgotten the password, reset it on the sign-in page.",
    closing: "If this was not you, ignore this email.",
  },
  verifyEmail: {
    subject: "Confirm your email address",
    text: "Confirm that this email address is yours:",
    label: "Confirm address",
    closing: nothingToDo.en,
  },
  resetPassword: {
    subject: "Choose a new password",
    text: "Somebody, probably you, has requested a new password for your account. Choose it here:",
    label: "Choose new password",
    closing: nothingToDo.en,
  },
  passwordChanged: {
    subject: "Your password was changed",
    text: "The password of your account was changed, and all other sessions were ended.",
    closing: "If this was not you, reset your password at once, by “Forgot password” on the sign-in page.",
  },
  confirmEmailChange: {
    subject: "Confirm your new email address",
    text: "Confirm that your account should use this email address from now on:",
    label: "Confirm new address",
    closing: nothingToDo.en,
  },
  emailChanged: (newEmail) => ({
    subject: "Your email address was changed",
    text: `Your account has a new email address: ${newEmail}. Emails are sent there from now on.`,
    closing: "If this was not you, tell the operator of this service at once.",
  }),
  unlock: {
    subject: "Sign-ins to your account are delayed",
    text: "Somebody has tried many wrong passwords for your account. All sign-ins are delayed now, including yours. To sign in, lift the delay here:",
    label: "Lift the delay",
    closing: "If this was not you, somebody is trying to guess your password. Choose a long one.",
  },
  invitation: ({ invitedBy, practice, role }) => ({
    subject: "You are invited to a practice",
    text: `${invitedBy} invites you to join the practice “${practice}” as ${role}.`,
    label: "Accept invitation",
    closing: "If you do not know them, ignore this email. Nothing happens without the link.",
  }),
  secondFactorChanged: (change, method) => ({
    subject: "The second factor of your account was changed",
    text:
      change === "recovery codes made anew"
        ? "The recovery codes of your account were replaced. The previous ones are no longer valid."
        : `A second factor of your account was ${change}: ${method}.`,
    closing: "If this was not you, change your password at once and end all other sessions.",
  }),
  passkeyCopied: (passkey) => ({
    subject: "There may be a copy of one of your passkeys",
    text: `The passkey “${passkey}” counts its uses, and its count did not increase. There may be a copy of it. The sign-in was refused.`,
    closing: "Remove that passkey from your account and add a new one.",
  }),
};

const germanRoles: Readonly<Record<Role, string>> = {
  owner: "Inhaber",
  clinician: "Behandler",
  reception: "Empfang",
  viewer: "Lesezugriff",
};
const germanMethods: Readonly<Record<FactorMethod, string>> = {
  passkey: "Passkey",
  "authenticator app": "Authentifizierungs-App",
  "all, by your password reset": "alle, da Sie Ihr Passwort zurückgesetzt haben",
  "all of them, by an administrator": "alle, durch die Systemadministration",
};

const german: Texts = {
  confirmRegistration: {
    subject: "Bestätigen Sie Ihre Registrierung",
    text: "Jemand, wahrscheinlich Sie, hat sich mit dieser E-Mail-Adresse registriert. Bestätigen Sie die Adresse, und wählen Sie das Passwort des Kontos:",
    label: "Registrierung bestätigen",
    closing: nothingToDo.de,
  },
  registeredAlready: {
    subject: "Sie haben schon ein Konto",
    text: "Jemand, wahrscheinlich Sie, wollte sich mit dieser E-Mail-Adresse registrieren. Zu ihr gibt es schon ein Konto. Melden Sie sich damit an. Wenn Sie das Passwort vergessen haben, setzen Sie es auf der Anmeldeseite zurück.",
    closing: "Wenn Sie das nicht waren, ignorieren Sie diese E-Mail.",
  },
  verifyEmail: {
    subject: "Bestätigen Sie Ihre E-Mail-Adresse",
    text: "Bestätigen Sie, dass diese E-Mail-Adresse Ihnen gehört:",
    label: "Adresse bestätigen",
    closing: nothingToDo.de,
  },
  resetPassword: {
    subject: "Wählen Sie ein neues Passwort",
    text: "Jemand, wahrscheinlich Sie, hat für Ihr Konto ein neues Passwort angefordert. Hier können Sie es wählen:",
    label: "Neues Passwort wählen",
    closing: nothingToDo.de,
  },
  passwordChanged: {
    subject: "Ihr Passwort wurde geändert",
    text: "Das Passwort Ihres Kontos wurde geändert, und alle anderen Sitzungen wurden beendet.",
    closing:
      "Wenn Sie das nicht waren, setzen Sie Ihr Passwort sofort zurück: auf der Anmeldeseite mit „Passwort vergessen?“.",
  },
  confirmEmailChange: {
    subject: "Bestätigen Sie Ihre neue E-Mail-Adresse",
    text: "Bestätigen Sie, dass Ihr Konto ab jetzt diese E-Mail-Adresse verwenden soll:",
    label: "Neue Adresse bestätigen",
    closing: nothingToDo.de,
  },
  emailChanged: (newEmail) => ({
    subject: "Ihre E-Mail-Adresse wurde geändert",
    text: `Ihr Konto hat eine neue E-Mail-Adresse: ${newEmail}. E-Mails gehen ab jetzt dorthin.`,
    closing: "Wenn Sie das nicht waren, melden Sie es sofort der Systemadministration.",
  }),
  unlock: {
    subject: "Anmeldungen bei Ihrem Konto sind verzögert",
    text: "Jemand hat bei Ihrem Konto viele falsche Passwörter eingegeben. Alle Anmeldungen sind jetzt verzögert, auch Ihre. Um sich anzumelden, geben Sie die Anmeldung hier frei:",
    label: "Anmeldung freigeben",
    closing: "Wenn Sie das nicht waren, versucht jemand, Ihr Passwort zu erraten. Wählen Sie ein langes.",
  },
  invitation: ({ invitedBy, practice, role }) => ({
    subject: "Einladung in eine Praxis",
    text: `${invitedBy} lädt Sie ein, in der Praxis „${practice}“ mitzuarbeiten. Rolle: ${germanRoles[role]}.`,
    label: "Einladung annehmen",
    closing:
      "Wenn Sie diese Person nicht kennen, ignorieren Sie diese E-Mail. Ohne den Link geschieht nichts.",
  }),
  secondFactorChanged: (change, method) => ({
    subject: "Der zweite Faktor Ihres Kontos wurde geändert",
    text:
      change === "recovery codes made anew"
        ? "Die Wiederherstellungscodes Ihres Kontos wurden ersetzt. Die bisherigen gelten nicht mehr."
        : `Ein zweiter Faktor Ihres Kontos wurde ${change === "added" ? "hinzugefügt" : "entfernt"}: ${germanMethods[method]}.`,
    closing:
      "Wenn Sie das nicht waren, ändern Sie sofort Ihr Passwort, und beenden Sie alle anderen Sitzungen.",
  }),
  passkeyCopied: (passkey) => ({
    subject: "Einer Ihrer Passkeys wurde vielleicht kopiert",
    text: `Der Passkey „${passkey}“ zählt, wie oft er verwendet wird, und sein Zähler ist nicht gestiegen. Vielleicht gibt es eine Kopie davon. Die Anmeldung wurde abgelehnt.`,
    closing: "Entfernen Sie diesen Passkey aus Ihrem Konto, und fügen Sie einen neuen hinzu.",
  }),
};

const spanishRoles: Readonly<Record<Role, string>> = {
  owner: "Propietario",
  clinician: "Personal clínico",
  reception: "Recepción",
  viewer: "Solo lectura",
};
const spanishMethods: Readonly<Record<FactorMethod, string>> = {
  passkey: "llave de acceso",
  "authenticator app": "aplicación de autenticación",
  "all, by your password reset": "todos, al restablecer su contraseña",
  "all of them, by an administrator": "todos, por la administración del servidor",
};

const spanish: Texts = {
  confirmRegistration: {
    subject: "Confirme su registro",
    text: "Alguien, probablemente usted, se ha registrado con este correo electrónico. Confírmelo y elija la contraseña de la cuenta:",
    label: "Confirmar el registro",
    closing: nothingToDo.es,
  },
  registeredAlready: {
    subject: "Ya tiene una cuenta",
    text: "Alguien, probablemente usted, ha intentado registrarse con este correo electrónico, que ya tiene una cuenta. Inicie sesión en ella. Si ha olvidado la contraseña, restablézcala en la página de inicio de sesión.",
    closing: "Si no ha sido usted, ignore este correo.",
  },
  verifyEmail: {
    subject: "Verifique su correo electrónico",
    text: "Confirme que esta dirección de correo es suya:",
    label: "Verificar mi dirección",
    closing: nothingToDo.es,
  },
  resetPassword: {
    subject: "Elija una contraseña nueva",
    text: "Alguien, probablemente usted, ha solicitado una contraseña nueva para su cuenta. Elíjala aquí:",
    label: "Elegir una contraseña nueva",
    closing: nothingToDo.es,
  },
  passwordChanged: {
    subject: "Su contraseña ha cambiado",
    text: "La contraseña de su cuenta ha cambiado, y se han cerrado todas las demás sesiones.",
    closing:
      "Si no ha sido usted, restablezca su contraseña de inmediato, con «¿Olvidó la contraseña?» en la página de inicio de sesión.",
  },
  confirmEmailChange: {
    subject: "Confirme su nuevo correo electrónico",
    text: "Confirme que su cuenta debe usar esta dirección de correo a partir de ahora:",
    label: "Confirmar la dirección nueva",
    closing: nothingToDo.es,
  },
  emailChanged: (newEmail) => ({
    subject: "Su correo electrónico ha cambiado",
    text: `Su cuenta tiene un correo electrónico nuevo: ${newEmail}. A partir de ahora, los correos se envían allí.`,
    closing: "Si no ha sido usted, avise de inmediato a la administración del servidor.",
  }),
  unlock: {
    subject: "Los inicios de sesión en su cuenta se retrasan",
    text: "Alguien ha probado muchas contraseñas incorrectas en su cuenta. Ahora se retrasan todos los inicios de sesión, también el suyo. Para iniciar sesión, desbloquéelos aquí:",
    label: "Desbloquear",
    closing: "Si no ha sido usted, alguien intenta adivinar su contraseña. Elija una larga.",
  },
  invitation: ({ invitedBy, practice, role }) => ({
    subject: "Invitación a una consulta",
    text: `${invitedBy} le invita a trabajar en la consulta «${practice}». Rol: ${spanishRoles[role]}.`,
    label: "Aceptar la invitación",
    closing: "Si no conoce a esta persona, ignore este correo. Sin el enlace no ocurre nada.",
  }),
  secondFactorChanged: (change, method) => ({
    subject: "El segundo factor de su cuenta ha cambiado",
    text:
      change === "recovery codes made anew"
        ? "Se han sustituido los códigos de recuperación de su cuenta. Los anteriores ya no son válidos."
        : `Se ha ${change === "added" ? "añadido" : "eliminado"} un segundo factor de su cuenta: ${spanishMethods[method]}.`,
    closing: "Si no ha sido usted, cambie su contraseña de inmediato y cierre todas las demás sesiones.",
  }),
  passkeyCopied: (passkey) => ({
    subject: "Puede haber una copia de una de sus llaves de acceso",
    text: `La llave de acceso «${passkey}» cuenta sus usos, y su contador no ha aumentado. Puede haber una copia. Se ha rechazado el inicio de sesión.`,
    closing: "Elimine esa llave de su cuenta y añada una nueva.",
  }),
};

export const accountTexts: Readonly<Record<MailLanguage, Texts>> = {
  en: english,
  de: german,
  es: spanish,
};
