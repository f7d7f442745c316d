import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  navigation: {
    label: "Menú principal",
    open: "Abrir el menú",
    close: "Cerrar el menú",
    settings: "Ajustes",
    settingsWords: "resumen todos opciones",
    groups: {
      practice: "Consulta",
      appointments: "Citas",
      data: "Datos y programas",
      own: "Este dispositivo",
    },
  },

  userMenu: {
    label: (name) => `Su cuenta: ${name}`,
    colors: "Colores",
    light: "Claro",
    dark: "Oscuro",
    system: "Sistema",
    account: "Mi cuenta",
    api: "Probar la API",
    lock: "Bloquear",
    signOut: "Cerrar sesión",
  },

  practices: {
    label: "Consulta: ",
    none: "Ninguna",
    title: "Consultas",
    create: "Crear consulta",
    createTitle: "Crear una consulta",
    name: "Nombre de la consulta",
    nameHint: "Usted será su propietario y pasará a ella.",
  },

  lists: {
    showMore: "Mostrar más",
    moreActions: "Más acciones",
    moreOf: (name) => `Más acciones: ${name}`,
  },

  skip: "Ir al contenido",
  copied: "Copiado",

  notice: {
    close: "Cerrar este mensaje",
    isNotUndone: "No se pudo deshacer",
    isChangedSince: "Alguien lo ha cambiado desde entonces.",
  },

  pages: {
    toStart: "Ir al inicio",
    notFound: "No encontrado",
    notFoundText: "Esta página no existe o su registro se eliminó.",
    notAllowed: "No permitido",
    ofStaff: "Esta página es para la administración del servidor.",
    ofRole: "Su rol en esta consulta no lo permite. Un propietario de la consulta puede darle otro.",
    ofMembers: "Esta página es para miembros de una consulta, y usted no está en ninguna.",
  },
};
