import { inLanguage } from "./language.ts";

/** The dashboard: tasks, numbers and first steps. */
export const dashboardTexts = await inLanguage({
  en: () => import("./en/dashboard.ts"),
  de: () => import("./de/dashboard.ts"),
  es: () => import("./es/dashboard.ts"),
});
