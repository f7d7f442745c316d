import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  tabs: "Administración del servidor",
  emergencyAccess: "Acceso de emergencia",

  accounts: {
    title: "Cuentas",
    searchHint: "Nombre, usuario o correo electrónico",
    noMatch:
      "Ninguna cuenta coincide. Cada palabra debe formar parte de un nombre, usuario o correo electrónico.",
    practices: "Consultas",
    lastSeen: "Última actividad",
    state: "Estado",
    isDeactivated: "Desactivada",
    isStaff: "Administración",
    isActive: "Activa",
    all: "Todas las cuentas",
  },

  account: {
    title: "Cuenta",
    username: "Nombre de usuario",
    unverified: (email) => `${email} (sin verificar)`,
    secondFactor: "Segundo factor",
    noPractice: "Ninguna consulta",
    created: "Creada",
    notSignedIn: "Sin sesión iniciada",
  },

  sessions: {
    title: "Sesiones",
    empty: "La cuenta no tiene sesiones.",
    from: (address) => `desde ${address}`,
    since: (when) => `iniciada el ${when}`,
    lastUsed: (when) => `último uso el ${when}`,
    withSecondFactor: "con segundo factor",
    endAll: "Cerrar todas las sesiones",
    endAllQuestion: "¿Cerrar todas las sesiones de esta cuenta?",
    endAllConsequence:
      "La sesión de la cuenta se cierra en su próxima solicitud, y puede volver a iniciarla.",
    haveEnded: "Se han cerrado todas las sesiones de la cuenta",
  },

  keys: {
    title: "Claves de API",
    empty: "Ninguna.",
    facts: (practice, facts) => withNames`En ${practice}, ${facts}`,
    created: (when) => `creada el ${when}`,
    neverUsed: "sin usar",
    lastUsed: (when) => `último uso el ${when}`,
    ends: (when) => `caduca el ${when}`,
    revoked: (when) => `revocada el ${when}`,
    isRevokedBadge: "Revocada",
    revoke: "Revocar",
    revokeName: (name) => `Revocar ${name}`,
    question: (name) => withNames`¿Revocar «${name}»?`,
    consequence: (practice) =>
      withNames`Los programas que la usan pierden el acceso desde su próxima solicitud. ${practice} lo ve en su registro de auditoría.`,
    isRevoked: (name) => withNames`«${name}» se ha revocado`,
  },

  activation: {
    reactivate: "Reactivar",
    reactivateQuestion: (name) => withNames`¿Reactivar a ${name}?`,
    reactivateConsequence:
      "La cuenta conserva su contraseña y su segundo factor. Las claves de API revocadas siguen revocadas.",
    isReactivated: (name) => withNames`${name} puede volver a iniciar sesión`,
    deactivate: "Desactivar",
    deactivateQuestion: (name) => withNames`¿Desactivar a ${name}?`,
    deactivateConsequence:
      "Esto cierra de inmediato todas sus sesiones y retira sus invitaciones. Su trabajo anterior se conserva.",
    isDeactivated: (name) => withNames`La cuenta de ${name} se ha desactivado`,
    reason: "Motivo",
    reasonHint: "Queda en el registro de auditoría.",
    chooseOne: "Elija uno",
    left: "La persona se ha ido",
    requested: "Lo ha pedido",
    compromised: "La cuenta está comprometida",
    misuse: "Se hizo un mal uso de la cuenta",
    other: "Otro motivo",
    keysRevoked: "También se revocan sus claves de API.",
  },

  request: {
    title: "Abrir la ficha de un paciente",
    about:
      "Para emergencias. Puede leer la ficha durante 30 minutos. Los propietarios de la consulta reciben un aviso por correo de inmediato, ven su motivo y encuentran cada acceso en su registro de auditoría.",
    patientHint:
      "El identificador o la dirección de la página del paciente. Alguien de la consulta se lo puede leer.",
    noPatient: "Ningún paciente tiene este identificador",
    reason: "Motivo",
    reasonHint: "Al menos 10 caracteres. Los propietarios lo leen.",
    submit: "Abrir ficha",
  },

  grants: {
    title: "Sus accesos de emergencia",
    empty: "Ninguno.",
    patientOf: (practice) => withNames`Un paciente de ${practice}`,
    openFor: (time) => `abierta ${time} más`,
    closed: "cerrada",
    open: "Abrir la ficha",
    openOf: (practice) => `Abrir la ficha del paciente de ${practice}`,
  },

  record: {
    title: "Ficha abierta",
    leave: "Salir de la ficha",
    isOpen: (openFor) => withNames`Esta ficha está ${openFor}`,
    isReported:
      "Se ha avisado a los propietarios de la consulta, y cada acceso a esta ficha queda en su registro de auditoría.",
    careTeam: "Equipo médico",
    noDoctor: "No hay ningún médico asignado.",
    oneMinute: "La ficha sigue abierta un minuto más",
    fiveMinutes: "La ficha sigue abierta cinco minutos más",
    hasEnded: "No tiene acceso a esta ficha, o su acceso ha terminado.",
    request: "Solicitar acceso de emergencia",
  },
};
