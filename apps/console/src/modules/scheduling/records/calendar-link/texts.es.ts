import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Enlaces de calendario",
  about:
    "Un programa de calendario suscrito a un enlace así muestra las citas del médico en esta consulta. Quien tenga el enlace puede leerlas.",
  empty: "No hay enlaces.",
  create: "Crear enlace",
  withInitials: "Mostrar las iniciales de los pacientes",
  withInitialsHint: "Si no, cada cita se llama solo «Ocupado».",
  initials: "Con iniciales",
  busy: "Solo horas",
  isInactive: "Ya no funciona",
  inactiveHint: "Quien lo creó ya no puede gestionar la agenda.",
  created: (at) => `Creado el ${at}`,
  createdBy: (at, name) => `Creado el ${at} por ${name}`,
  isNew: "El nuevo enlace",
  once: "Este enlace solo se muestra ahora.",
  store: "Añádalo al programa de calendario como suscripción, por su dirección.",
  link: "Enlace de calendario",
  copy: "Copiar enlace",
  done: "Listo",
  revoke: "Revocar",
  revokeOf: (at) => `Revocar el enlace del ${at}`,
  askRevoke: "¿Revocar este enlace?",
  revokeMeans: "Los programas de calendario que lo usan dejan de recibir citas. No se puede deshacer.",
  isRevoked: "El enlace se ha revocado",
};
