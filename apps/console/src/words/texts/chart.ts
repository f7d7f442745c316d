import { inLanguage } from "./language.ts";

export const chartTexts = await inLanguage({
  en: () => import("./en/chart.ts"),
  de: () => import("./de/chart.ts"),
  es: () => import("./es/chart.ts"),
});
