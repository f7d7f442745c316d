import { inLanguage } from "./language.ts";

export const patientListTexts = await inLanguage({
  en: () => import("./en/patient-list.ts"),
  de: () => import("./de/patient-list.ts"),
  es: () => import("./es/patient-list.ts"),
});
