import { inLanguage } from "./language.ts";

export const importUploadTexts = await inLanguage({
  en: () => import("./en/import-upload.ts"),
  de: () => import("./de/import-upload.ts"),
  es: () => import("./es/import-upload.ts"),
});
