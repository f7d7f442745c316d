import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  undo: { label: "Deshacer el último cambio", words: "revertir volver atrás" },
  possibleDuplicates: { label: "Posibles duplicados", words: "duplicados dobles fusionar mismo paciente" },
  removedPatients: { label: "Pacientes eliminados", words: "restaurar borrados papelera" },
  removedDoctors: { label: "Médicos eliminados", words: "restaurar borrados papelera" },
  emergencyAccess: { label: "Acceso de emergencia", words: "urgencia administración" },
  account: { label: "Mi cuenta", words: "perfil correo email dirección nombre" },
  waitlist: { label: "Lista de espera", words: "citas antes esperar ofertas" },
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
  pages: {
    "/settings": "resumen todos opciones",
    "/settings/practice":
      "segundo factor obligatorio ajustes de la consulta consultorio configuración renombrar nombre dirección teléfono zona horaria correos a pacientes recordatorios",
    "/settings/hours": "configurar las citas horario médicos abierto cerrado semanal ajustes",
    "/settings/holidays": "configurar las citas días cerrados feriados vacaciones ajustes",
    "/settings/visit-types": "configurar las citas duración minutos plazas ajustes",
    "/settings/rooms": "configurar las citas sala consultorio ajustes",
    "/members": "permisos derechos roles quién puede compañeros equipo usuarios invitaciones ajustes",
    "/settings/display":
      "ajustes configuración opciones idioma fechas zona horaria tema colores oscuro claro unidades teclas",
    "/audit": "registro de accesos historial quién ajustes",
    "/imports": "csv subir ajustes",
    "/codes": "terminología conjuntos de valores ajustes",
    "/api-keys": "tokens programas ajustes",
  },
};
