import { inLanguage } from "./language.ts";

export const commandLineTexts = await inLanguage({
  en: () => import("./en/command-line.ts"),
  de: () => import("./de/command-line.ts"),
  es: () => import("./es/command-line.ts"),
});
