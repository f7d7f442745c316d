import { inLanguage } from "./language.ts";

export const importChooseTexts = await inLanguage({
  en: () => import("./en/import-choose.ts"),
  de: () => import("./de/import-choose.ts"),
  es: () => import("./es/import-choose.ts"),
});
