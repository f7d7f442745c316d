import { inLanguage } from "./language.ts";

export const patientTexts = await inLanguage({
  en: () => import("./en/patient.ts"),
  de: () => import("./de/patient.ts"),
  es: () => import("./es/patient.ts"),
});
