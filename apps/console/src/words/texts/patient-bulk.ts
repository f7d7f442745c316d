import { inLanguage } from "./language.ts";

export const patientBulkTexts = await inLanguage({
  en: () => import("./en/patient-bulk.ts"),
  de: () => import("./de/patient-bulk.ts"),
  es: () => import("./es/patient-bulk.ts"),
});
