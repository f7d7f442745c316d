import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  settings: {
    title: "Nombre y contacto",
    about: "Su nombre aparece en la parte superior de cada página y en las invitaciones.",
    address: "Dirección",
    contactHint: "En los correos a pacientes, sus archivos de calendario y las impresiones",
    timeZone: "Zona horaria",
    timeZoneHint:
      "Los horarios de atención, las citas y los días de las estadísticas están en esta zona horaria. Cada persona ve las demás horas en la suya.",
    notSet: "Sin definir (UTC)",
    role: "Su rol",
    service: "Servicio",
    created: "Creada",
    name: "Nombre de la consulta",
    save: "Guardar consulta",
    isSaved: "La consulta se ha guardado",
    changedOn: (when) => `Se modificó el ${when}.`,
  },

  secondFactor: {
    own: "Su propia contraseña y segundo factor",
    title: "Segundo factor",
    about:
      "Los miembros con segundo factor inician sesión con una llave de acceso, o con contraseña y un código de una aplicación. Las claves de API no lo necesitan.",
    required: "Todos los miembros necesitan un segundo factor",
    requiredHint: "Configure el suyo antes de exigirlo a los demás.",
    days: "Días para configurarlo",
    daysHint:
      "Se cuentan desde el próximo inicio de sesión de cada miembro. Después solo podrán abrir su propia cuenta hasta que tengan uno.",
    daysError: "Un número entero de 0 a 90",
    isRequired: "Los miembros necesitan un segundo factor",
    isOptional: "Los miembros no necesitan un segundo factor",
    everyMember: "Todos los miembros de esta consulta necesitan uno.",
    optional: "En esta consulta es opcional.",
  },

  cancelling: { title: "Cancelaciones", reason: "Exigir un motivo para cancelar una cita" },
};
