import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  practice: {
    words:
      "segundo factor obligatorio ajustes de la consulta consultorio configuración renombrar nombre dirección teléfono zona horaria correos a pacientes recordatorios",
  },
  members: {
    label: "Miembros",
    words: "permisos derechos roles quién puede compañeros equipo usuarios invitaciones ajustes",
  },
  invite: { label: "Invitar a alguien", words: "miembro invitación colega correo" },
  apiKeys: { label: "Claves de API", words: "tokens programas ajustes" },
  newApiKey: { label: "Crear una clave de API", words: "nueva añadir agregar token" },
  display: {
    label: "Pantalla",
    words:
      "ajustes configuración opciones idioma fechas zona horaria tema colores oscuro claro unidades teclas",
  },
};
