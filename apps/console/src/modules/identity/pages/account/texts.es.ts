import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Mi cuenta",
  tabs: {
    profile: "Perfil",
    security: "Acceso",
    sessions: "Sesiones",
    practices: "Consultas",
  },

  profile: {
    title: "Perfil",
    staff: "Administración del servidor",
    username: "Nombre de usuario",
    since: "Cuenta desde",
    changeName: "Cambiar el nombre",
    nameHint: "Lo ven sus colegas, también en el historial de sus cambios.",
    nameIsChanged: (name) => withNames`Su nombre es ahora ${name}.`,
  },
  email: {
    isVerified: "Verificado",
    isUnverified: "Sin verificar",
    sendVerification: "Enviar enlace de verificación",
    requestVerification: "Solicitar enlace de verificación",
    verificationIsSent: (email) => `Se envió un enlace a ${email}. Solo funciona el más nuevo.`,
    askForVerification:
      "Este servidor no puede enviar correos. Pida el enlace a la administración del servidor.",
    change: "Cambiar la dirección",
    new: "Correo electrónico nuevo",
    openIt: "Su dirección cambia cuando lo abra.",
    askForLink: (email) =>
      `Pida a la administración del servidor el enlace para ${email}. Su dirección cambia cuando lo abra.`,
  },

  sessions: {
    about: "Dónde ha iniciado sesión. Cierre las sesiones que no reconozca, y cambie después su contraseña.",
    empty: "Ninguna sesión.",
    isCurrent: "Esta sesión",
    facts: ({ address, since, lastUsed, hasSecondFactor }) =>
      `${address === null ? "" : `desde ${address}, `}iniciada el ${since}, último uso: ${lastUsed}${hasSecondFactor ? ", con segundo factor" : ""}`,
    end: "Cerrar",
    endOf: (device) => `Cerrar la sesión de ${device}`,
    askEnd: "¿Cerrar esta sesión?",
    endMeans: (device) => `La sesión de ${device} se cierra con su próxima solicitud.`,
    hasEnded: "Se ha cerrado la sesión.",
    endOthers: "Cerrar las demás",
    askEndOthers: "¿Cerrar todas las demás sesiones?",
    endOthersMeans: "Su sesión solo sigue abierta aquí.",
    othersHaveEnded: "Se han cerrado todas las demás sesiones.",
    endAll: "Cerrar sesión en todas partes",
    askEndAll: "¿Cerrar sesión en todas partes?",
    endAllMeans: "Se cierran todas sus sesiones, también esta.",
  },

  practices: {
    about:
      "Las consultas en las que trabaja. Ve los pacientes de una a la vez. Para cambiar, haga clic en la consulta, arriba.",
    empty: "No está en ninguna consulta. Cree una, o pida una invitación a un propietario.",
    emptyForStaff: "No está en ninguna consulta. Para trabajar en una, pida una invitación a su propietario.",
    isCurrent: "Consulta actual",
    facts: (role, since) => `Rol: ${role}, desde el ${since}`,
    leave: "Dejar",
    leaveOf: (name) => `Dejar ${name}`,
    askLeave: (name) => withNames`¿Dejar «${name}»?`,
    leaveMeans: "Pierde el acceso a sus pacientes hasta que alguien le invite de nuevo.",
    create: "Crear una consulta",
    name: "Nombre de la consulta",
    nameHint: "Usted será su propietario y pasará a ella.",
    submit: "Crear",
  },

  display: {
    dates: "Fechas y números",
    about: "Estos ajustes se guardan en este navegador y valen para todos los que lo usan.",
    start: {
      label: "Página de inicio",
      about: "La consola se abre con ella.",
    },
    appearance: "Apariencia",
    language: "Idioma",
    datesIn: "Idioma de fechas y números",
    timeZone: "Zona horaria",
    asBrowser: (value) => `Como en este navegador (${value})`,
    asPractice: (value) => `Como en la consulta (${value})`,
    asTexts: "El mismo que el idioma de arriba",
    sample: (now) => `Ahora: ${now}.`,
    units: {
      title: "Mediciones",
      about: "Este ajuste pertenece a su cuenta. Los registros conservan la unidad en que se introdujeron.",
      label: "Unidades",
      systems: { metric: "Métricas: kg, cm, °C", us: "EE. UU.: lb, in, °F" },
      areSaved: (system) => `Las mediciones se muestran ahora en estas unidades: ${system}`,
    },
    isUnsaved: "Los ajustes no se guardaron",
    allowStorage: "Permita que este sitio guarde datos en su navegador, e inténtelo de nuevo.",
  },
};
