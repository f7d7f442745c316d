import { inLanguage } from "./language.ts";

export const problemsTexts = await inLanguage({
  en: () => import("./en/problems.ts"),
  de: () => import("./de/problems.ts"),
  es: () => import("./es/problems.ts"),
});
