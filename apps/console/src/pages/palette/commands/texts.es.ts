import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  undo: { label: "Deshacer el último cambio", words: "revertir volver atrás" },
  possibleDuplicates: { label: "Posibles duplicados", words: "duplicados dobles fusionar mismo paciente" },
  removedPatients: { label: "Pacientes eliminados", words: "restaurar borrados papelera" },
  removedDoctors: { label: "Médicos eliminados", words: "restaurar borrados papelera" },
  emergencyAccess: { label: "Acceso de emergencia", words: "urgencia personal" },
  account: { label: "Mi cuenta", words: "perfil correo email dirección nombre" },
  display: {
    label: "Presentación",
    words: "ajustes configuración opciones idioma fechas zona horaria tema colores oscuro claro",
  },
  setUpAppointments: { label: "Configurar las citas", words: "tipos de visita salas horario ajustes" },
  waitlist: { label: "Lista de espera", words: "citas antes esperar ofertas" },
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
};
