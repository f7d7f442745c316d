import { inLanguage } from "./language.ts";

/** The page of a patient's link to an appointment. */
export const appointmentLinkTexts = await inLanguage({
  en: () => import("./en/appointment-link.ts"),
  de: () => import("./de/appointment-link.ts"),
  es: () => import("./es/appointment-link.ts"),
});
