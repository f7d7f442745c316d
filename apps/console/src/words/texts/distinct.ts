import { inLanguage } from "./language.ts";

/** For patients who look alike and are different people. */
export const distinctTexts = await inLanguage({
  en: () => import("./en/distinct.ts"),
  de: () => import("./de/distinct.ts"),
  es: () => import("./es/distinct.ts"),
});
