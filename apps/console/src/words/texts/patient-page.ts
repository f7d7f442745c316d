import { inLanguage } from "./language.ts";

export const patientPageTexts = await inLanguage({
  en: () => import("./en/patient-page.ts"),
  de: () => import("./de/patient-page.ts"),
  es: () => import("./es/patient-page.ts"),
});
