import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  imports: { label: "Importaciones", words: "csv subir ajustes" },
  newImport: { label: "Importar archivos", words: "csv synthea subir importación" },
};
