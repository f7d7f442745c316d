import { inLanguage } from "./language.ts";

export const codeInputTexts = await inLanguage({
  en: () => import("./en/code-input.ts"),
  de: () => import("./de/code-input.ts"),
  es: () => import("./es/code-input.ts"),
});
