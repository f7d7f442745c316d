import type { Permission } from "@caretype/api";
import { texts as listTexts } from "../list/texts.es.ts";
import { type OwnPermissionTexts, permissionsOfLists } from "./of-lists.ts";

const own: OwnPermissionTexts = {
  "account:self":
    "Gestionar la propia cuenta, sus sesiones y notificaciones, ver y dejar consultas, aceptar invitaciones",
  "practice:create": "Crear otra consulta, como su propietario",
  "practice:read": "Ver el nombre de la consulta y los permisos propios en ella",
  "practice:update":
    "Cambiar el nombre y la zona horaria de la consulta, exigir un segundo factor a sus miembros, añadir y eliminar datos de ejemplo",
  "member:read": "Ver los miembros de la consulta y sus roles",
  "member:manage": "Invitar y eliminar miembros, cambiar roles, vincular miembros con médicos",
  "api-key:manage": "Crear y revocar claves de API",
  "patient:read": "Ver y buscar pacientes y su historial, sin los antecedentes médicos",
  "patient:read-clinical": "Ver los antecedentes médicos, y escribirlos al añadir o cambiar pacientes",
  "patient:create": "Añadir pacientes",
  "patient:update": "Cambiar pacientes",
  "patient:remove": "Eliminar pacientes, ver los eliminados y restaurarlos",
  "patient:merge": "Combinar pacientes, deshacerlo y marcar pacientes como personas distintas",
  "doctor:read": "Ver y buscar médicos en el directorio, y su historial",
  "doctor:create": "Añadir médicos",
  "doctor:update": "Cambiar médicos",
  "doctor:remove": "Eliminar médicos, ver los eliminados y restaurarlos",
  "directory:manage":
    "Cambiar y eliminar médicos que añadieron otras consultas. Los propietarios pueden hacerlo sin este permiso con los médicos de su consulta. Solo la administración del servidor puede darlo a una clave",
  "assignment:read": "Ver qué médicos tratan a qué pacientes, y desde cuándo",
  "assignment:create": "Asignar un médico a un paciente",
  "assignment:update": "Cambiar el motivo de una asignación",
  "assignment:remove": "Quitar asignaciones, ver las que se quitaron y restaurarlas",
  "appointment:read": "Ver citas, horas libres, horarios, tipos de visita y salas",
  "appointment:create": "Reservar citas, una o una serie, y horas de forma provisional",
  "appointment:update": "Confirmar, mover, cancelar y completar citas, y registrar llegadas",
  "appointment:override": "Reservar a una hora en la que el médico no está libre, con un motivo",
  "schedule:manage": "Configurar los horarios de los médicos y gestionar tipos de visita y salas",
  "saved-view:read": "Usar las vistas guardadas de la consulta",
  "event:read": "Ver los cambios de los registros que los otros permisos dejan leer",
  "saved-view:manage": "Guardar, renombrar, cambiar y eliminar vistas, que ven todos los miembros",
  "clinical:read":
    "Leer los registros clínicos de los pacientes: atenciones, diagnósticos, alergias, observaciones, notas, medicamentos, vacunas y procedimientos",
  "clinical:write": "Añadir y cambiar registros clínicos, y marcarlos como erróneos. Escribir notas",
  "clinical:sign": "Firmar notas y añadirles algo, como médico vinculado. Bloquear atenciones",
  "clinical:restricted":
    "Restringir registros clínicos, elegir quién puede leerlos y abrir los restringidos de otros con un motivo, que se comunica a los propietarios",
  "import:read": "Ver las importaciones de la consulta",
  "import:run": "Importar pacientes, médicos y asignaciones desde archivos",
  "import:undo": "Deshacer una importación",
  "statistics:read": "Ver las estadísticas de la consulta, también los pacientes por médico",
  "audit:read": "Leer el registro de auditoría de la consulta y los registros de accesos de los pacientes",
  "staff:accounts":
    "Buscar, desactivar y reactivar cuentas, ver y cerrar sus sesiones, ver y revocar sus claves de API",
  "staff:break-glass": "Abrir la ficha de un paciente en una emergencia, durante media hora, con un motivo",
};

export const texts: Readonly<Record<Permission, string>> = {
  ...own,
  ...permissionsOfLists(listTexts, ({ many }) => ({
    read: `Ver: ${many}`,
    manage: `Añadir, cambiar y eliminar: ${many}`,
  })),
};
