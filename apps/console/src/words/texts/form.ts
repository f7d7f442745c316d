import { inLanguage } from "./language.ts";

export const formTexts = await inLanguage({
  en: () => import("./en/form.ts"),
  de: () => import("./de/form.ts"),
  es: () => import("./es/form.ts"),
});
