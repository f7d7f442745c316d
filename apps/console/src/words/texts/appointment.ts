import { inLanguage } from "./language.ts";

export const appointmentTexts = await inLanguage({
  en: () => import("./en/appointment.ts"),
  de: () => import("./de/appointment.ts"),
  es: () => import("./es/appointment.ts"),
});
