import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  back: "Volver",
  required: "Obligatorio",
  showPassword: "Mostrar la contraseña",
  tryAgain: "Reintentar",
  email: "Correo electrónico",
  password: "Contraseña",
};
