import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  codes: { label: "Códigos", words: "terminología conjuntos de valores ajustes" },
  tabs: { chart: "Historia clínica", notes: "Notas", vitals: "Signos vitales" },
};
