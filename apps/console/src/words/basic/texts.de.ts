import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  back: "Zurück",
  required: "Erforderlich",
  showPassword: "Passwort anzeigen",
  tryAgain: "Erneut versuchen",
  email: "E-Mail-Adresse",
  password: "Passwort",
};
