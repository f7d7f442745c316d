import { inLanguage } from "./language.ts";

export const notificationTexts = await inLanguage({
  en: () => import("./en/notification.ts"),
  de: () => import("./de/notification.ts"),
  es: () => import("./es/notification.ts"),
});
