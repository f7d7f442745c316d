import { formatNumber } from "../../words/format/format.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  loadingMore: "Cargando más…",
  clearSearch: "Borrar el texto",
  select: (name) => `Seleccionar a ${name}`,
  firstOf: (rows) => `Primeros resultados: ${rows}; desplácese para ver más`,
  filters: (count) => (count > 0 ? `Filtros (${formatNumber(count)})` : "Filtros"),
  printed: (count) => `No es la lista completa: solo las ${formatNumber(count)} filas cargadas.`,
};
