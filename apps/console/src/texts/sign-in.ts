import { inLanguage } from "./language.ts";

/** Sign-in and registration, which are to load little. */
export const signInTexts = await inLanguage({
  en: () => import("./en/sign-in.ts"),
  de: () => import("./de/sign-in.ts"),
  es: () => import("./es/sign-in.ts"),
});
