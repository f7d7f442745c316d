import { inLanguage } from "./language.ts";

export const paletteTexts = await inLanguage({
  en: () => import("./en/palette.ts"),
  de: () => import("./de/palette.ts"),
  es: () => import("./es/palette.ts"),
});
