import { inLanguage } from "./language.ts";

export const noticeTexts = await inLanguage({
  en: () => import("./en/notice.ts"),
  de: () => import("./de/notice.ts"),
  es: () => import("./es/notice.ts"),
});
