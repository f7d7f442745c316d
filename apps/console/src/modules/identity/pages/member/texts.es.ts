import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const membership = (email: string | null, since: string) =>
  email === null ? `Miembro desde el ${since}` : `${email}, miembro desde el ${since}`;

export const texts: typeof english = {
  title: "Miembros",
  tabs: { invitations: "Invitaciones", roles: "Roles" },
  role: "Rol",

  list: {
    title: "Miembros de esta consulta",
    about: "Un cambio de rol vale desde la próxima acción del miembro.",
    empty: "Ningún miembro.",
    invite: "Invitar a alguien",
    isYou: "Usted",
    facts: ({ email, since, doctor }) =>
      doctor === null
        ? membership(email, since)
        : withNames`${membership(email, since)}. En el directorio: ${doctor}`,
    changeRole: "Cambiar rol",
    link: "Vincular a un médico",
    changeLink: "Cambiar médico",
    leave: "Dejar",
    leavePractice: "Dejar la consulta",
    askLeave: "¿Dejar la consulta?",
    leaveMeans:
      "Pierde el acceso a sus pacientes hasta que alguien le invite de nuevo. El último propietario no puede irse.",
    askRemove: (name) => withNames`¿Eliminar a ${name} de la consulta?`,
    removeMeans:
      "Pierde el acceso de inmediato, y se retiran sus invitaciones abiertas. Su cuenta y su trabajo anterior se conservan. Puede volver a invitar a esta persona.",
    isRemoved: (name) => withNames`${name} ya no es miembro`,
  },

  roleDialog: {
    title: (name) => withNames`Rol de ${name}`,
    isChanged: (name, role) => withNames`El rol de ${name} es ahora ${role}`,
    isYou: "Es usted",
    onlyOthers: "Solo otro propietario puede devolverle los permisos a los que renuncia.",
    submit: "Cambiar el rol",
  },

  doctorDialog: {
    title: (name) => withNames`Ficha de médico de ${name}`,
    about:
      "Los miembros que son médicos se vinculan con su ficha en el directorio. Firman notas como ese médico.",
    isSame: (name, doctor) => `${name} y ${doctor} son la misma persona`,
    unlink: "Quitar el vínculo",
    submit: "Vincular",
    isUnlinked: (name) => withNames`${name} ya no está vinculado a un médico`,
    isLinked: (name, doctor) => withNames`${name} es ${doctor} en el directorio`,
  },

  invite: {
    about: "La persona recibe un enlace. Sirve una vez, durante siete días. Con él puede crear una cuenta.",
    aboutHandOver:
      "Usted recibe un enlace para entregarlo. Sirve una vez, durante siete días. Con él, la persona puede crear una cuenta.",
    submit: "Invitar",
    isSent: (email) => `Se envió una invitación a ${email}`,
    isMember: "Ya trabaja en esta consulta",
    handOver: (email) =>
      `Envíe usted este enlace a ${email}, en privado. Solo se muestra una vez, y no verifica la dirección.`,
    linkFor: (email) => `Enlace para ${email}`,
    copyLink: "Copiar el enlace",
  },

  invitations: {
    title: "Invitaciones abiertas",
    empty: "No hay invitaciones abiertas.",
    facts: (at, until) => `Invitación del ${at}. El enlace es válido hasta el ${until}`,
    factsBy: (name, at, until) =>
      withNames`Invitación de ${name}, ${at}. El enlace es válido hasta el ${until}`,
    revoke: "Revocar",
    revokeOf: (email) => `Revocar la invitación de ${email}`,
    askRevoke: (email) => `¿Revocar la invitación de ${email}?`,
    revokeMeans: "Su enlace deja de funcionar.",
    isRevoked: (email) => `La invitación de ${email} se ha revocado`,
    isSentAgain: (email) => `Se envió una invitación nueva a ${email}`,
    isNotSent: (email) => `La invitación de ${email} no se envió`,
    sendAgain: "Reenviar",
    sendAgainTo: (email) => `Reenviar a ${email}`,
    newLink: "Enlace nuevo",
    newLinkFor: (email) => `Enlace nuevo para ${email}`,
  },

  roles: {
    ofEach: "Permisos de cada rol",
    what: "Qué",
    who: "Quién",
    everybody: "Todos",
  },
};
