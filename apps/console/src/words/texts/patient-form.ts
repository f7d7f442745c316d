import { inLanguage } from "./language.ts";

export const patientFormTexts = await inLanguage({
  en: () => import("./en/patient-form.ts"),
  de: () => import("./de/patient-form.ts"),
  es: () => import("./es/patient-form.ts"),
});
