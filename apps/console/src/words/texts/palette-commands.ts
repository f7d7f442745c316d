import { inLanguage } from "./language.ts";

export const paletteCommandTexts = await inLanguage({
  en: () => import("./en/palette-commands.ts"),
  de: () => import("./de/palette-commands.ts"),
  es: () => import("./es/palette-commands.ts"),
});
