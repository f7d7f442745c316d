import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  account: { label: "Mi cuenta", words: "perfil correo email dirección nombre" },
  security: {
    label: "Contraseña y segundo factor",
    words: "seguridad llaves de acceso passkeys códigos de recuperación",
  },
  sessions: { label: "Mis sesiones", words: "dispositivos cerrar sesión en todas partes" },
  practices: { label: "Mis consultas", words: "cambiar salir crear" },
};
