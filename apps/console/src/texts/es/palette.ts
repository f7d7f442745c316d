import type { texts as english } from "../en/palette.ts";
import { pluralsOf } from "../plural.ts";

const counted = pluralsOf("es");

export const texts: typeof english = {
  button: "Ir a",
  buttonEnd: "un paciente, un médico o una página",
  keys: "Ctrl K",
  title: "Ir a",
  placeholder: "Paciente, médico, página o acción",
  fieldLabel: "Ir a un paciente, un médico, una página o una acción",
  loading: "Cargando…",
  results: "Resultados",
  searching: "Buscando…",
  nothing: "No se encontró nada.",
  found: (count) => counted(count, { one: "1 resultado", other: "# resultados" }),
  born: (birth) => `Nacimiento: ${birth}`,
  groups: {
    recent: "Recientes",
    page: "En esta página",
    lastChange: "Último cambio",
    pages: "Páginas",
    actions: "Acciones",
    patients: "Pacientes",
    doctors: "Médicos",
    similarPatients: "Pacientes similares",
    related: "Relacionado",
  },
  switchTo: (practice) => `Cambiar a ${practice}`,
  switchWords: "consulta",
  schemes: { light: "Colores: claros", dark: "Colores: oscuros", auto: "Colores: sistema" },
  schemeWords: "tema modo oscuro claro",
  commands: {
    undo: { label: "Deshacer el último cambio", words: "revertir volver atrás" },
    newPatient: { label: "Añadir un paciente", words: "nuevo crear registrar agregar" },
    newDoctor: { label: "Añadir un médico", words: "nuevo crear agregar doctor" },
    newImport: { label: "Importar archivos", words: "csv synthea subir importación" },
    invite: { label: "Invitar a alguien", words: "miembro invitación colega correo" },
    newApiKey: { label: "Crear una clave de API", words: "nueva añadir agregar token" },
    removedPatients: { label: "Pacientes eliminados", words: "restaurar borrados papelera" },
    removedDoctors: { label: "Médicos eliminados", words: "restaurar borrados papelera" },
    emergencyAccess: { label: "Acceso de emergencia", words: "urgencia personal" },
    account: { label: "Mi cuenta", words: "perfil correo email dirección nombre" },
    display: {
      label: "Presentación",
      words: "ajustes configuración opciones idioma fechas zona horaria tema colores oscuro claro",
    },
    setUpAppointments: { label: "Configurar las citas", words: "tipos de visita salas horario ajustes" },
    practiceSettings: {
      label: "Ajustes de la consulta",
      words: "configuración renombrar nombre zona horaria segundo factor",
    },
    security: {
      label: "Contraseña y segundo factor",
      words: "seguridad llaves de acceso passkeys códigos de recuperación",
    },
    sessions: { label: "Mis sesiones", words: "dispositivos cerrar sesión en todas partes" },
    practices: { label: "Mis consultas", words: "cambiar salir crear" },
    exportPatients: {
      label: "Exportar pacientes como CSV",
      words: "exportar descargar csv hoja de cálculo excel",
    },
    print: { label: "Imprimir esta página", words: "imprimir papel pdf" },
    keys: { label: "Atajos de teclado", words: "teclas teclado atajos ayuda" },
    api: { label: "Probar la API", words: "documentación referencia rest ayuda" },
    signOut: { label: "Cerrar sesión", words: "salir desconectar logout" },
  },
};
