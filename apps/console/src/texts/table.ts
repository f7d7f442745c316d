import { inLanguage } from "./language.ts";

export const tableTexts = await inLanguage({
  en: () => import("./en/table.ts"),
  de: () => import("./de/table.ts"),
  es: () => import("./es/table.ts"),
});
