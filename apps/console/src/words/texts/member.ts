import { inLanguage } from "./language.ts";

export const memberTexts = await inLanguage({
  en: () => import("./en/member.ts"),
  de: () => import("./de/member.ts"),
  es: () => import("./es/member.ts"),
});
