import { withNames } from "../../format/with-names.ts";
import type { texts as english } from "../en/audit.ts";
import { pluralsOf } from "../plural.ts";

const counted = pluralsOf("es");
const entries = (count: number) => counted(count, { one: "1 entrada", other: "# entradas" });

export const texts: typeof english = {
  title: "Registro de auditoría",
  tabs: { entries: "Entradas", emergencyAccess: "Acceso de emergencia" },

  columns: {
    when: "Cuándo",
    who: "Quién",
    what: "Qué",
    record: "Registro",
    outcome: "Resultado",
    from: "Desde",
  },
  outcomes: { done: "Hecho", unchanged: "Sin cambios", refused: "Rechazado", repeated: "Repetido" },
  fold: (count, what = "Abrió la ficha") => `${what} · ${entries(count)}`,
  showTechnical: "Mostrar entradas técnicas",
  noMatch: "Ninguna entrada coincide.",
  showAll: "Mostrar todas las entradas",
  archived: (day: string) =>
    `Las entradas anteriores al ${day} se archivaron. El operador de su servidor puede buscar en los archivos.`,

  actor: {
    roles: {
      owner: "propietario",
      clinician: "personal clínico",
      reception: "recepción",
      viewer: "solo lectura",
      service: "servicio",
      staff: "personal del servidor",
      "command line": "línea de comandos",
    },
    onCommandLine: "alguien en la línea de comandos",
    unknown: "desconocido",
    called: (name, then) => withNames`${name}, entonces ${then}`,
  },

  records: {
    removed: (name) => withNames`${name} (eliminado)`,
    erasedPatient: "Paciente borrado",
    erasedDoctor: "Médico borrado",
    erasedAccount: "Cuenta borrada",
    more: (count) => ` y ${count} más`,
  },

  filters: {
    order: "Orden",
    newest: "Más recientes primero",
    oldest: "Más antiguas primero",
    noMatch: "Sin resultados",
    anybody: "Cualquiera",
    others: "Otros",
    members: "Miembros",
    apiKeys: "Claves de API",
    anything: "Todo",
    recordHint: "Paciente, médico, ID",
    anyRecord: "Cualquier registro",
    recordId: (id) => `Registro ${id}`,
    chosen: "Elegido",
    typeName: "Escriba parte de un nombre",
    searching: "Buscando…",
    searchFailed: "La búsqueda ha fallado. Escriba de nuevo.",
    period: "Periodo",
    anyTime: "Siempre",
    today: "Hoy",
    lastDays: (days) => `Últimos ${days} días`,
    customDates: "Fechas concretas",
    firstDay: "Primer día",
    lastDay: "Último día",
    isReversed: "No debe ser posterior al último día",
    anyOutcome: "Cualquiera",
  },

  features: {
    account: "Inicio de sesión",
    secondFactor: "Segundos factores",
    passkey: "Llaves de acceso",
    session: "Sesiones",
    apiKey: "Claves de API",
    practice: "Consulta",
    member: "Miembros",
    invitation: "Invitaciones",
    patient: "Pacientes",
    doctor: "Médicos",
    assignment: "Asignaciones",
    statistics: "Estadísticas",
    import: "Importaciones",
    audit: "Auditoría",
    staff: "Personal del servidor",
    admin: "Línea de comandos",
    erase: "Borrado",
    sampleData: "Datos de ejemplo",
    notification: "Notificaciones",
    savedView: "Vistas guardadas",
  },

  outcomeOptions: {
    ok: "Correcto",
    PERMISSION_DENIED: "Rechazado: el rol no lo permite",
    PATIENT_NOT_FOUND: "Rechazado: paciente no encontrado",
    DOCTOR_NOT_FOUND: "Rechazado: médico no encontrado",
    INVALID_INPUT: "Rechazado: datos no válidos",
    STALE_VERSION: "Rechazado: otra persona lo modificó",
    POSSIBLE_DUPLICATE: "Rechazado: posible duplicado",
    REAUTHENTICATION_REQUIRED: "Rechazado: hay que confirmar la identidad",
    RATE_LIMITED: "Rechazado: demasiadas solicitudes",
    INTERNAL: "Error",
    SERVICE_UNAVAILABLE: "Error: servicio no disponible",
  },

  entry: {
    title: "Entrada",
    as: "Como",
    outcome: (outcome, code) => `${outcome}: ${code}`,
    allowedBy: "Permitido por",
    commandLine: "Línea de comandos",
    procedure: "Procedimiento",
    requestId: "ID de la solicitud",
    clientRequestId: "ID de la solicitud del cliente",
    allByAccount: "Todas las entradas de esta cuenta",
    allBy: (name) => withNames`Todas las entradas de ${name}`,
    allOfKind: "Todas las entradas de este tipo",
    openPatient: "Abrir paciente",
    openDoctor: "Abrir médico",
    affected: (count) => counted(count, { one: "Registro afectado", other: "# registros afectados" }),
    allAbout: (id) => `Todas las entradas sobre el registro ${id}`,
    moreInFile: (count) => `y ${count} más, en el archivo CSV`,
  },

  emergency: {
    title: "Acceso de emergencia",
    about:
      "El personal del servidor no puede ver a sus pacientes. En una emergencia puede abrir una ficha durante 30 minutos. Debe indicar un motivo, y los propietarios reciben un aviso por correo de inmediato.",
    empty: "Ningún acceso de emergencia.",
    until: (from, until) => `${from}, hasta ${until}`,
    patientName: (when) => `Paciente, ${when}`,
    entries: "Entradas de auditoría",
    entriesName: (when) => `Entradas de auditoría del paciente, ${when}`,
  },

  csv: {
    download: "Descargar como CSV",
    isDownloaded: "El archivo se ha descargado",
    isNotDownloaded: "No se pudo descargar el archivo",
    isRefused: "El servidor rechazó la solicitud.",
  },
};
