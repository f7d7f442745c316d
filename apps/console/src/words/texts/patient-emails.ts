import { inLanguage } from "./language.ts";

/** The practice's setting of emails to patients. */
export const patientEmailTexts = await inLanguage({
  en: () => import("./en/patient-emails.ts"),
  de: () => import("./de/patient-emails.ts"),
  es: () => import("./es/patient-emails.ts"),
});
