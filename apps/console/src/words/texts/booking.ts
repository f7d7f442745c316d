import { inLanguage } from "./language.ts";

export const bookingTexts = await inLanguage({
  en: () => import("./en/booking.ts"),
  de: () => import("./de/booking.ts"),
  es: () => import("./es/booking.ts"),
});
