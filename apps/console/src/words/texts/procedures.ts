import { inLanguage } from "./language.ts";

export const proceduresTexts = await inLanguage({
  en: () => import("./en/procedures.ts"),
  de: () => import("./de/procedures.ts"),
  es: () => import("./es/procedures.ts"),
});
