import { inLanguage } from "./language.ts";

export const doctorTexts = await inLanguage({
  en: () => import("./en/doctor.ts"),
  de: () => import("./de/doctor.ts"),
  es: () => import("./es/doctor.ts"),
});
