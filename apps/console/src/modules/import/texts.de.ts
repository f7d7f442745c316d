import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  imports: { label: "Importe", words: "csv hochladen einstellungen" },
  newImport: { label: "Aus Dateien importieren", words: "csv synthea hochladen import" },
};
