import { inLanguage } from "./language.ts";

export const appointmentSetupTexts = await inLanguage({
  en: () => import("./en/appointment-setup.ts"),
  de: () => import("./de/appointment-setup.ts"),
  es: () => import("./es/appointment-setup.ts"),
});
