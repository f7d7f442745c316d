import { inLanguage } from "./language.ts";

export const assignmentTexts = await inLanguage({
  en: () => import("./en/assignment.ts"),
  de: () => import("./de/assignment.ts"),
  es: () => import("./es/assignment.ts"),
});
