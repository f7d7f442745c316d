import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Notificaciones",
  unreadCount: (count) => `Notificaciones, ${count} sin leer`,
  unread: "Sin leer:",
  markAllRead: "Marcar todas como leídas",
  empty:
    "No hay notificaciones. Aquí se le avisa cuando se acepta una invitación, termina una importación o se abre una ficha en una emergencia.",
  invitationAccepted: (name) => withNames`${name} aceptó su invitación`,
  importDone: "Su importación ha terminado",
  importFailed: "Su importación falló. No se importó nada.",
  emergencyAccess: (name) => withNames`${name} abrió la ficha de un paciente en una emergencia`,
  emailUnverified: "Su dirección de correo aún no está verificada",
};
